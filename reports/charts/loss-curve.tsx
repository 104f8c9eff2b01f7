import type { LossPoint } from '../reading/loss-points.ts';
import { percentOf } from './percent.ts';
import { ticks } from './ticks.ts';

const HEIGHT = 240;

/**
 * Training loss as a line and validation loss as a dashed line with points, over epochs. The plot stretches to its
 * place; text and points keep their size.
 */
export function LossCurve(props: {
  readonly id: string;
  readonly train: readonly LossPoint[];
  readonly validation: readonly LossPoint[];
  readonly title: string;
  readonly description: string;
  readonly epoch: string;
}) {
  const all = [...props.train, ...props.validation];
  const losses = ticks(Math.max(...all.map(({ loss }) => loss)), 4);
  const [mostLoss, mostEpoch] = [losses.at(-1)!, Math.max(...all.map(({ epoch }) => epoch))];
  const epochs = ticks(mostEpoch, 6).filter(
    (epoch) => epoch <= mostEpoch * 1.001 && (mostEpoch < 2 || Number.isInteger(epoch)),
  );
  const x = (epoch: number) => percentOf(mostEpoch === 0 ? 0 : epoch / mostEpoch);
  const y = (loss: number) => percentOf(1 - loss / mostLoss);
  const points = (series: readonly LossPoint[]) =>
    series.map(({ epoch, loss }) => `${x(epoch).slice(0, -1)},${y(loss).slice(0, -1)}`).join(' ');
  return (
    <svg class="loss" width="100%" height={HEIGHT} role="img" aria-labelledby={`${props.id}-t ${props.id}-d`}>
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      {losses.map((loss) => (
        <g key={loss}>
          <line class={loss === 0 ? 'axis' : 'grid'} x1="0%" x2="100%" y1={y(loss)} y2={y(loss)} />
          <text class="tick" x="-8" y={y(loss)} dy="4" text-anchor="end">
            {loss}
          </text>
        </g>
      ))}
      {epochs.map((epoch) => (
        <g key={epoch}>
          <line class="tick-mark" x1={x(epoch)} x2={x(epoch)} y1={HEIGHT} y2={HEIGHT + 5} />
          <text class="tick" x={x(epoch)} y={HEIGHT + 20} text-anchor="middle">
            {epoch}
          </text>
        </g>
      ))}
      <text class="tick" x="100%" y={HEIGHT + 38} text-anchor="end">
        {props.epoch}
      </text>
      <svg width="100%" height={HEIGHT} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <polyline class="line-train" points={points(props.train)} />
        <polyline class="line-validation" points={points(props.validation)} />
      </svg>
      {props.validation.map(({ epoch, loss }) => (
        <circle key={epoch} class="point-validation" cx={x(epoch)} cy={y(loss)} r="4.5" />
      ))}
    </svg>
  );
}

/** The line of one series, for a legend. */
export function LossKey({ series }: { series: 'train' | 'validation' }) {
  return (
    <svg class="key" width="28" height="14" aria-hidden="true">
      <line class={`line-${series}`} x1="1" x2="27" y1="7" y2="7" />
      {series === 'validation' ? <circle class="point-validation" cx="14" cy="7" r="4" /> : null}
    </svg>
  );
}
