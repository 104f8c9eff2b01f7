import type { AnswerComparison } from '../../pipeline/contracts/answer-evaluation.ts';
import { chanceInWords } from '../components/chance.tsx';
import type { AnswerReader } from './answer-reader.ts';

/** One comparison in words: could the difference be luck, how large is it, on how many records each did better. */
export function AnswerChance(props: {
  readonly comparison: AnswerComparison;
  readonly n: number;
  /** Confidence of the interval, 0–1. */
  readonly confidence: number;
  /** The p value below which a difference counts as more than luck: the gate's own, so that both say the same. */
  readonly limit: number;
  readonly reader: AnswerReader;
}) {
  const { comparison, reader, n } = props;
  const { texts, figures, answers } = reader;
  const reference = texts.systemsInText[comparison.reference];
  const { gap } = texts.comparison;
  const { p, difference, interval, candidate_better: better, reference_better: worse } = comparison;
  const side = p >= props.limit ? 'open' : difference > 0 ? 'better' : 'worse';
  return (
    <div class="chance">
      <h3>{texts.comparison.chanceTitle(reference)}</h3>
      <p>
        <strong>{texts.comparison.conclusion[side]}</strong>
        {gap}
        {texts.comparison.chance(chanceInWords(p, reader), <span class="nowrap">{figures.p(p)}</span>)}
        {gap}
        {answers.difference(
          reader.metric(comparison.metric).name,
          figures.points(difference),
          figures.points(interval[0]),
          figures.points(interval[1]),
          figures.percent(props.confidence, 0),
        )}
        {gap}
        {answers.better(
          figures.count(better),
          figures.count(worse),
          reference,
          figures.count(n - better - worse),
        )}
      </p>
    </div>
  );
}
