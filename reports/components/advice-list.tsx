import type { Advice, AdviceEvidence, AdviceId } from '../advice/evidence.ts';
import type { Reader } from '../reader.ts';
import type { AdviceText, AdviceWords } from '../texts/advice-texts.ts';
import { Label } from './label.tsx';

/** Advice with its evidence, in the order given. */
export function AdviceList({ items, reader }: { items: readonly Advice[]; reader: Reader }) {
  const { advice } = reader.texts;
  if (items.length === 0) return <p>{advice.none}</p>;
  const words: AdviceWords = {
    figures: reader.figures,
    label: (name) => <Label name={name} reader={reader} />,
  };
  return (
    <ol class="advice">
      {items.map((item) => {
        const { title, evidence, action } = textOf(item, reader, words);
        return (
          <li key={item.id}>
            <h3>{title}</h3>
            <p>
              <span class="tag">{advice.evidence}</span>
              <span>{evidence}</span>
            </p>
            <p>
              <span class="tag">{advice.action}</span>
              <span>{action}</span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function textOf<K extends AdviceId>(
  item: { readonly id: K; readonly evidence: AdviceEvidence[K] },
  reader: Reader,
  words: AdviceWords,
): AdviceText {
  return reader.texts.advice.items[item.id](item.evidence, words);
}
