import {
  findingFacts,
  REFINE_RULES,
  type RefineFinding,
  type RefineReport,
  type RefineRule,
} from '../../pipeline/contracts/quality.ts';
import { RULES } from '../../pipeline/contracts/quality-rules.ts';
import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { DecidedTable } from './decided-table.tsx';
import { OutsideText } from './outside-text.tsx';

const MOST_FINDINGS = 8;
const TEXT_LIMIT = 120;
/** Counts labels, not records. */
const OF_LABELS: RefineRule = 'imbalance';

/** What cleaning dropped, repaired and only noticed, by rule with its reason, and a few findings. */
export function RefineTables({ refine, reader }: { refine: RefineReport; reader: Reader }) {
  const { data } = reader.texts;
  const { count } = reader.figures;
  const heldBack = refine.held_back > 0 ? count(refine.held_back) : null;
  const found = REFINE_RULES.filter((rule) => refine.by_rule[rule] > 0);
  const skipped = new Set(refine.skipped.map(({ rule }) => rule));
  const named = new Set(refine.dataset_findings.map(({ rule }) => rule));
  const clean = REFINE_RULES.filter(
    (rule) =>
      refine.by_rule[rule] === 0 && refine.actions[rule] !== 'off' && !skipped.has(rule) && !named.has(rule),
  );
  return (
    <>
      <p class="lead">
        {data.refineLead(count(refine.input), count(refine.kept), heldBack, count(refine.dropped))}
        {refine.fixed > 0 ? ` ${data.repaired(count(refine.fixed))}` : null}
      </p>
      {found.length === 0 ? null : <FoundTable rules={found} refine={refine} reader={reader} />}
      {clean.length === 0 ? null : (
        <p class="note">{data.foundNothing(clean.map((rule) => RULES[rule].title[reader.language]))}</p>
      )}
      {refine.skipped.map(({ rule, reason }) => (
        <p key={rule} class="note">
          {data.skipped(RULES[rule].title[reader.language], reason[reader.language])}
        </p>
      ))}
      {refine.dataset_findings.length === 0 ? null : (
        <ul class="findings">
          {refine.dataset_findings.map(({ rule, evidence }) => (
            <li key={evidence.en}>
              <strong>{RULES[rule].title[reader.language]}</strong>{' '}
              <bdi>{visible(evidence[reader.language])}</bdi>
            </li>
          ))}
        </ul>
      )}
      <DecidedTable decided={refine.decided} reader={reader} />
      <Findings refine={refine} reader={reader} />
    </>
  );
}

function FoundTable(props: {
  readonly rules: readonly RefineRule[];
  readonly refine: RefineReport;
  readonly reader: Reader;
}) {
  const { rules, refine, reader } = props;
  const { data } = reader.texts;
  return (
    <table class="rules">
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
        {rules.map((rule) => (
          <tr key={rule}>
            <th scope="row">{RULES[rule].title[reader.language]}</th>
            <td class="figure">{foundBy(rule, refine, reader)}</td>
            <td>{data.actions[refine.actions[rule]]}</td>
            <td>{RULES[rule].explanation[reader.language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function foundBy(rule: RefineRule, refine: RefineReport, { texts, figures }: Reader): string {
  const count = figures.count(refine.by_rule[rule]);
  return rule === OF_LABELS ? texts.data.labels(count) : count;
}

function Findings({ refine, reader }: { refine: RefineReport; reader: Reader }) {
  const { data } = reader.texts;
  if (refine.findings.length === 0) return null;
  const shown = spread(refine.findings);
  const total = REFINE_RULES.reduce((sum, rule) => sum + (rule === OF_LABELS ? 0 : refine.by_rule[rule]), 0);
  return (
    <details>
      <summary>{data.findingsTitle}</summary>
      <p class="note">{data.findings(String(shown.length), reader.figures.count(total))}</p>
      <ul class="findings">
        {shown.map((finding) => (
          <li key={`${finding.record} ${finding.rule}`}>
            <strong>{findingFacts(finding.rule).title[reader.language]}</strong>{' '}
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

/** A few findings of every rule, in the order of the rules. */
function spread(findings: readonly RefineFinding[]): readonly RefineFinding[] {
  const rules = new Set(findings.map(({ rule }) => rule));
  const each = Math.max(2, Math.ceil(MOST_FINDINGS / rules.size));
  return REFINE_RULES.flatMap((rule) => findings.filter((finding) => finding.rule === rule).slice(0, each));
}
