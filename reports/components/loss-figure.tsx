import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { LossCurve, LossKey } from '../charts/loss-curve.tsx';
import type { Reader } from '../reader.ts';
import { lossSeries, thinned } from '../reading/loss-points.ts';

/** Points that a curve of this width can show apart, and rows that a person would read. */
const MOST_POINTS = 200;
const MOST_ROWS = 24;

/** The loss over training as a curve, and its numbers. */
export function LossFigure({ losses, reader }: { losses: TrainingReport['losses']; reader: Reader }) {
  const { training: texts } = reader.texts;
  const { train, validation } = lossSeries(losses);
  const [first, last] = [train[0], train.at(-1)];
  if (first === undefined || last === undefined) return <p>{texts.noLoss}</p>;
  const number = (value: number | null | undefined) =>
    typeof value === 'number' ? value.toFixed(3) : reader.figures.number(null);
  return (
    <figure>
      <figcaption>{texts.lossTitle}</figcaption>
      <p>{texts.lossLead}</p>
      <p class="legend">
        <span class="legend-item">
          <LossKey series="train" />
          {texts.trainLoss}
        </span>
        {validation.length === 0 ? null : (
          <span class="legend-item">
            <LossKey series="validation" />
            {texts.validationLoss}
          </span>
        )}
      </p>
      <div class="plot">
        <LossCurve
          id="loss"
          train={thinned(train, MOST_POINTS)}
          validation={thinned(validation, MOST_POINTS)}
          title={texts.lossTitle}
          description={texts.lossDescription(number(first.loss), number(last.loss))}
          epoch={texts.epoch}
        />
      </div>
      <details class="on-screen">
        <summary>{texts.lossTable}</summary>
        <table class="small">
          <thead>
            <tr>
              {[texts.epoch, texts.trainLoss, texts.validationLoss].map((name) => (
                <th key={name} scope="col" class="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsOf(losses).map((row) => (
              <tr key={row.step}>
                <td class="figure">{row.epoch.toFixed(2)}</td>
                <td class="figure">{number(row.train_loss)}</td>
                <td class="figure">{number(row.validation_loss)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Every row with a validation loss as far as they fit, the others thinned. */
function rowsOf(losses: TrainingReport['losses']): TrainingReport['losses'] {
  const validated = thinned(
    losses.filter((row) => typeof row.validation_loss === 'number'),
    MOST_ROWS / 2,
  );
  const kept = new Set([...validated, ...thinned(losses, MOST_ROWS - validated.length)]);
  return losses.filter((row) => kept.has(row));
}
