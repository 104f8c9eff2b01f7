import type { AnswerComparison } from '../../pipeline/contracts/answer-evaluation.ts';
import { ChanceInWords } from '../components/chance.tsx';
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
  const { comparison, limit, reader, n } = props;
  const { texts, figures, answers } = reader;
  const { reference, p, difference, interval } = comparison;
  const { candidate_better: better, reference_better: worse } = comparison;
  return (
    <ChanceInWords reference={reference} difference={difference} p={p} limit={limit} reader={reader}>
      {answers.difference(
        reader.metric(comparison.metric).name,
        figures.points(difference),
        figures.points(interval[0]),
        figures.points(interval[1]),
        figures.percent(props.confidence, 0),
      )}
      {texts.comparison.gap}
      {answers.better(
        figures.count(better),
        figures.count(worse),
        texts.systemsInText[reference],
        figures.count(n - better - worse),
      )}
    </ChanceInWords>
  );
}
