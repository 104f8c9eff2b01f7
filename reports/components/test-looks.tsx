import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { Reader } from '../reader.ts';
import { looksOf, lookWarning } from '../reading/test-looks.ts';

/** How often the test set was used to judge models; a warning where choosing by it may flatter. */
export function TestLooks({ model, reader }: { model: AnyReportModel; reader: Reader }) {
  const looks = looksOf(model);
  if (looks === null || looks.number < 2) return null;
  const { texts, figures } = reader;
  const number = figures.count(looks.number);
  if (!looks.often) return <p class="note">{texts.looks.times(number)}</p>;
  return (
    <div class="callout">
      <h3>{texts.looks.title}</h3>
      <p>{lookWarning(model, looks, reader)}</p>
    </div>
  );
}
