import {
  REFINE_RULES,
  type RefineFinding,
  type RefineReport,
} from '../../pipeline/contracts/data-reports.ts';
import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { OutsideText } from './outside-text.tsx';

const MOST_FINDINGS = 8;
const TEXT_LIMIT = 120;

/** What cleaning dropped and what it only noticed, by rule with its reason, and a few findings. */
export function RefineTables({ refine, reader }: { refine: RefineReport; reader: Reader }) {
  const { data } = reader.texts;
  const actionOf = (rule: string) => refine.findings.find((finding) => finding.rule === rule)?.action;
  return (
    <>
      <table class="rules">
        <caption>
          {data.refineLead(
            ...([refine.input, refine.kept, refine.dropped].map(reader.figures.count) as [
              string,
              string,
              string,
            ]),
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{data.rule}</th>
            <th scope="col" class="figure">
              {data.found}
            </th>
            <th scope="col">{data.action}</th>
            <th scope="col">{data.reason}</th>
          </tr>
        </thead>
        <tbody>
          {REFINE_RULES.map((rule) => (
            <tr key={rule}>
              <th scope="row">{data.rules[rule].name}</th>
              <td class="figure">{reader.figures.count(refine.by_rule[rule])}</td>
              <td>{actionText(actionOf(rule), reader)}</td>
              <td>{data.rules[rule].reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Findings refine={refine} reader={reader} />
    </>
  );
}

function Findings({ refine, reader }: { refine: RefineReport; reader: Reader }) {
  const { data } = reader.texts;
  if (refine.findings.length === 0) return null;
  const shown = spread(refine.findings);
  const total = REFINE_RULES.reduce((sum, rule) => sum + refine.by_rule[rule], 0);
  return (
    <details>
      <summary>{data.findingsTitle}</summary>
      <p class="note">{data.findings(String(shown.length), reader.figures.count(total))}</p>
      <ul class="findings">
        {shown.map((finding) => (
          <li key={`${finding.record} ${finding.rule}`}>
            <strong>{data.rules[finding.rule].name}</strong>{' '}
            <span class="note">
              {data.record} <bdi>{cut(visible(finding.record), 60)}</bdi>
              {finding.with === null ? null : (
                <>
                  {' · '}
                  {data.with} <bdi>{cut(visible(finding.with), 60)}</bdi>
                </>
              )}
            </span>
            {finding.evidence === '' ? null : (
              <p>
                <OutsideText text={finding.evidence} limit={TEXT_LIMIT} reader={reader} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function actionText(action: RefineFinding['action'] | undefined, { texts }: Reader): string {
  if (action === undefined) return '–';
  return action === 'drop' ? texts.data.dropped : texts.data.warned;
}

/** A few findings of every rule, in the order of the rules. */
function spread(findings: readonly RefineFinding[]): readonly RefineFinding[] {
  const each = Math.ceil(MOST_FINDINGS / REFINE_RULES.length);
  return REFINE_RULES.flatMap((rule) => findings.filter((finding) => finding.rule === rule).slice(0, each));
}
