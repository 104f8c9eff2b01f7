import type { Advice, AdviceEvidence, AdviceId } from '../advice/evidence.ts';
import { EFFORTS } from '../advice/rules.ts';
import type { Reader } from '../reader.ts';
import type { AdviceText, AdviceWords } from '../texts/advice-texts.ts';
import { Label } from './label.tsx';
import { OutsideText } from './outside-text.tsx';

/** Characters of a record's text within a sentence. */
const OUTSIDE = 80;

/** Advice with its evidence, in the order given. */
export function AdviceList({ items, reader }: { items: readonly Advice[]; reader: Reader }) {
  const { advice } = reader.texts;
  if (items.length === 0) return <p>{advice.none}</p>;
  const words = adviceWords(reader);
  return (
    <ol class="advice">
      {items.map((item) => {
        const { title, evidence, action, effect } = textOf(item, reader, words);
        const lines = [
          [advice.evidence, evidence],
          [advice.action, action],
          [advice.effect, effect ?? advice.gain(item.gain, reader.figures)],
          [advice.effort, advice.efforts[EFFORTS[item.id]]],
        ] as const;
        return (
          <li key={item.id}>
            <h3>{title}</h3>
            {lines.map(([tag, text]) => (
              <p key={tag}>
                <span class="tag">{tag}</span>
                <span>{text}</span>
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

/** How advice names things from the data, on a page. */
export function adviceWords(reader: Reader): AdviceWords {
  return {
    figures: reader.figures,
    label: (name) => <Label name={name} reader={reader} />,
    outside: (text) => <OutsideText text={text} limit={OUTSIDE} reader={reader} />,
  };
}

function textOf<K extends AdviceId>(
  item: { readonly id: K; readonly evidence: AdviceEvidence[K] },
  reader: Reader,
  words: AdviceWords,
): AdviceText {
  return reader.texts.advice.items[item.id](item.evidence, words);
}
