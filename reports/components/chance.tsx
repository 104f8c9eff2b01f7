import type { ComponentChildren } from 'preact';
import type { Comparison } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { Reader } from '../reader.ts';

/** One comparison in words: could the difference be luck, how large is it, which records changed sides. */
export function Chance(props: {
  readonly comparison: Comparison;
  /** Confidence of the interval, 0–1. */
  readonly confidence: number;
  /** The p value below which a difference counts as more than luck: the gate's own, so that both say the same. */
  readonly limit: number;
  readonly reader: Reader;
}) {
  const { comparison, limit, reader } = props;
  const { texts, figures } = reader;
  const { reference, macro_f1_difference: difference, macro_f1_p: p, interval } = comparison;
  return (
    <ChanceInWords reference={reference} difference={difference} p={p} limit={limit} reader={reader}>
      {texts.comparison.differenceInterval(
        figures.points(difference),
        figures.points(interval[0]),
        figures.points(interval[1]),
        figures.percent(props.confidence, 0),
      )}
      {texts.comparison.gap}
      {texts.comparison.onlyOne(
        figures.count(comparison.only_candidate_correct),
        figures.count(comparison.only_reference_correct),
        texts.systemsInText[reference],
      )}
    </ChanceInWords>
  );
}

/** Whether a difference may be luck, with its figures after it. */
export function ChanceInWords(props: {
  readonly reference: SystemId;
  readonly difference: number;
  readonly p: number;
  readonly limit: number;
  readonly children: ComponentChildren;
  readonly reader: Reader;
}) {
  const { p, reader } = props;
  const { texts, figures } = reader;
  const { gap } = texts.comparison;
  const side = p >= props.limit ? 'open' : props.difference > 0 ? 'better' : 'worse';
  return (
    <div class="chance">
      <h3>{texts.comparison.chanceTitle(texts.systemsInText[props.reference])}</h3>
      <p>
        <strong>{texts.comparison.conclusion[side]}</strong>
        {gap}
        {texts.comparison.chance(chanceInWords(p, reader), <span class="nowrap">{figures.p(p)}</span>)}
        {gap}
        {props.children}
      </p>
    </div>
  );
}

/** The chance of so large a difference if both were equally good, in words. */
function chanceInWords(p: number, { texts, figures }: Reader): string {
  if (p < 0.001) return texts.chances.thousandth;
  if (p < 0.01) return texts.chances.hundredth;
  if (p < 0.05) return texts.chances.twentieth;
  return texts.chances.about(figures.percent(p, 0));
}
