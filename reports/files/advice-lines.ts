import type { Advice, AdviceEvidence, AdviceId } from '../advice/evidence.ts';
import { cut } from '../format/cut.ts';
import type { Figures } from '../format/figures.ts';
import { list, plain } from '../format/markdown.ts';
import type { AdviceText, AdviceTexts, AdviceWords } from '../texts/advice-texts.ts';

/** Characters of a name from the data within a sentence. */
const NAME = 80;

/** The advice as `summary.md` gives it: what to do, on which figures; nothing where there is none. */
export function adviceLines(items: readonly Advice[], texts: AdviceTexts, figures: Figures): string[] {
  if (items.length === 0) return [];
  const name = (text: string) => cut(text, NAME);
  const words: AdviceWords = { figures, label: name, outside: name };
  const lines = items.map((item) => {
    const { title, evidence, action } = textOf(item, texts, words);
    return `**${plain(title)}** ${plain(evidence.join(''))} ${plain(action)}`;
  });
  return [list(lines)];
}

function textOf<K extends AdviceId>(
  { id, evidence }: { readonly id: K; readonly evidence: AdviceEvidence[K] },
  texts: AdviceTexts,
  words: AdviceWords,
): AdviceText {
  return texts.items[id](evidence, words);
}
