import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import type { Reader } from '../reader.ts';
import { learningTexts } from '../texts/learning-texts.ts';

/** How good training on parts of the records is: whether more records would help. */
export function LearningCurve({
  curve,
  reader,
}: {
  curve: NonNullable<TrainingReport['learning_curve']>;
  reader: Reader;
}) {
  const texts = learningTexts[reader.language];
  const { figures } = reader;
  const [first, last] = [curve[0]!, curve.at(-1)!];
  const most = Math.max(...curve.map(({ validation_loss: loss }) => loss));
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.lead}</p>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{texts.share}</th>
            <th scope="col" class="figure">
              {texts.records}
            </th>
            <th scope="col" class="figure">
              {texts.loss}
            </th>
            <th scope="col" class="chart">
              <span class="gloss">{texts.lower}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.map(({ share, records, validation_loss: loss }) => (
            <tr key={share}>
              <th scope="row">{figures.percent(share, 0)}</th>
              <td class="figure">{figures.count(records)}</td>
              <td class="figure strong">{loss.toFixed(3)}</td>
              <td class="chart">
                <svg class="share-bar" width="140" height="14" aria-hidden="true">
                  <rect class="bar series-tuned" x="0" y="2" width={`${(100 * loss) / most}%`} height="10" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">
        {texts.told(
          figures.percent(first.share, 0),
          first.validation_loss.toFixed(3),
          last.validation_loss.toFixed(3),
        )}
      </p>
    </>
  );
}
