import type { AppliedDecision, DecidedReport } from '../../pipeline/contracts/decisions.ts';
import { RULES } from '../../pipeline/contracts/quality-rules.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Label } from './label.tsx';
import { OutsideText } from './outside-text.tsx';

const MOST = 20;
const REASON_LIMIT = 200;

/** What people decided about records and rules, by whom and why; nothing where nobody did. */
export function DecidedTable({ decided, reader }: { decided: DecidedReport; reader: Reader }) {
  const { data } = reader.texts;
  const { count } = reader.figures;
  if (decided.decisions === 0) return null;
  const shown = decided.list.slice(0, MOST);
  return (
    <table class="rules">
      <caption>
        {data.decidedTitle}. {data.decidedLead(count(decided.decisions))}
      </caption>
      <thead>
        <tr>
          <th scope="col">{data.decidedAbout}</th>
          <th scope="col">{data.decidedAction}</th>
          <th scope="col" class="figure">
            {data.found}
          </th>
          <th scope="col">{data.decidedBy}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <Row key={one.content ?? one.rule} one={one} reader={reader} />
        ))}
      </tbody>
      {decided.decisions > shown.length ? (
        <tfoot>
          <tr>
            <td colspan={4}>{data.moreDecisions(count(decided.decisions - shown.length))}</td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

function Row({ one, reader }: { one: AppliedDecision; reader: Reader }) {
  const { data } = reader.texts;
  const came = one.overruled ? data.overruled : one.records === 0 ? data.noRecord : null;
  return (
    <tr>
      <th scope="row">
        {one.rule === null ? (
          <>
            {data.record} <code>{visible(one.content ?? '').slice(0, 12)}</code>
          </>
        ) : (
          RULES[one.rule].title[reader.language]
        )}
      </th>
      <td>
        {data.decidedActions[one.action]}
        {one.label === null ? null : (
          <>
            {' '}
            <Label name={one.label} reader={reader} />
          </>
        )}
      </td>
      <td class="figure">{came ?? reader.figures.count(one.records)}</td>
      <td>
        <OutsideText text={`${one.by}: ${one.reason}`} limit={REASON_LIMIT} reader={reader} />
      </td>
    </tr>
  );
}
