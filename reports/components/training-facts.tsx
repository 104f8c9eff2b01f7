import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { keptPreference } from '../reading/loss-points.ts';
import { Facts } from './facts.tsx';

/** Time, machine and size of a training. */
export function TrainingFacts(props: {
  readonly training: TrainingReport;
  /** Parameters of the base model. */
  readonly parameters: number;
  readonly reader: Reader;
}) {
  const { training, reader } = props;
  const { training: texts } = reader.texts;
  const { figures } = reader;
  const kept = keptPreference(training);
  return (
    <Facts
      rows={[
        [texts.facts.duration, figures.duration(training.seconds)],
        [
          texts.facts.device,
          texts.device(visible(training.device), visible(training.dtype), figures.count(training.threads)),
        ],
        [texts.facts.speed, texts.speed(figures.number(training.tokens_per_second))],
        [texts.facts.memory, figures.bytes(training.peak_rss_bytes)],
        [texts.facts.steps, figures.count(training.steps)],
        [texts.facts.tokens, figures.count(training.tokens)],
        [
          texts.facts.parameters,
          texts.parameters(
            figures.count(training.trainable_parameters),
            figures.percent(training.trainable_parameters / props.parameters),
          ),
        ],
        [texts.facts.truncated, figures.count(training.truncated_records)],
        [
          texts.facts.best,
          training.best_step === null ? null : texts.bestStep(figures.count(training.best_step)),
        ],
        ...(kept === null
          ? []
          : [
              [texts.facts.pairs, texts.pairAccuracy(figures.percent(kept.pairAccuracy))] as const,
              [texts.facts.margin, texts.margin(kept.margin.toFixed(2))] as const,
            ]),
      ]}
    />
  );
}
