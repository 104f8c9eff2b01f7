import type { PairPreference } from '../../pipeline/contracts/pair-preference.ts';
import { Strip, StripKey } from '../charts/strip.tsx';
import type { AnswerReader } from './answer-reader.ts';

/** p from which on a preference may be chance. */
const LIMIT = 0.05;
const NBSP = '\u00a0';

/** What became of the likelihoods of better and worse answers; nothing where the dataset has no pairs. */
export function PairsSection({
  preference,
  reader,
}: {
  readonly preference: PairPreference | null;
  readonly reader: AnswerReader;
}) {
  if (preference === null) return null;
  const { figures } = reader;
  const { count } = figures;
  const { gap } = reader.texts.comparison;
  const texts = reader.answers.pairs;
  const { pairs, of, preferred, p } = preference;
  const parts = [
    { part: 'won', count: preferred, text: count(preferred), name: texts.better },
    { part: 'lost', count: pairs - preferred, text: count(pairs - preferred), name: texts.worse },
  ] as const;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.lead(count(pairs), count(of))}</p>
      <p>
        <strong>{texts.conclusion[pairsConclusion(preference)]}</strong>
        {gap}
        {pairsResult(preference, reader)}
        {gap}
        {texts.signTest(figures.p(p).replaceAll(' ', NBSP))}
        {gap}
        {texts.margin(signed(preference.margin))}
      </p>
      <figure class="verdicts">
        <Strip
          id="pairs"
          title={texts.title}
          description={parts.map(({ name, text }) => `${name} ${text}`).join(', ')}
          parts={parts}
        />
        <figcaption class="legend">
          {parts.map(({ part, name, text }) => (
            <span key={part} class="legend-item">
              <StripKey id="pairs" part={part} /> {name} <strong>{text}</strong>
            </span>
          ))}
        </figcaption>
      </figure>
    </>
  );
}

export function pairsConclusion({ share, p }: PairPreference): 'better' | 'worse' | 'open' {
  if (p >= LIMIT) return 'open';
  return share > 0.5 ? 'better' : 'worse';
}

/** How many pairs, with the share and its interval. */
export function pairsResult(preference: PairPreference, { figures, answers }: AnswerReader): string {
  const { pairs, preferred, share, interval, confidence } = preference;
  return answers.pairs.result(
    figures.count(preferred),
    figures.count(pairs),
    figures.percent(share),
    figures.range(interval),
    figures.percent(confidence, 0),
  );
}

function signed(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
}
