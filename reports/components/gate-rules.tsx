import type { GateResult } from '../../pipeline/contracts/gate.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Every rule of the gate with its outcome, the sentence that gives its figures. */
export function GateRules({ gate, reader }: { gate: GateResult; reader: Reader }) {
  const { texts } = reader;
  return (
    <table class="gate">
      <caption>{texts.comparison.gateTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.comparison.rule}</th>
          <th scope="col">{texts.comparison.outcome}</th>
          <th scope="col">{texts.comparison.evidence}</th>
        </tr>
      </thead>
      <tbody>
        {gate.rules.map((rule) => (
          <tr key={rule.rule}>
            <th scope="row">{texts.gateRules[rule.rule]}</th>
            <td>
              <VerdictMark verdict={rule.verdict} reader={reader} />
            </td>
            <td>{visible(rule.explanation[reader.language])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
