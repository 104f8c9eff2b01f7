import { conversation, labelled } from '../../records.ts';
import { BLANKS, NEARLY_BLANK } from './blanks.ts';
import { Gathered } from './gathered.ts';
import type { RecordTruth } from './score.ts';
import { differentTexts } from './texts.ts';

/** Records without an answer, as label and in free words; and answers of one mark, one digit, one word. */
export function emptyOutputTruth(): RecordTruth {
  const gathered = new Gathered();
  const texts = differentTexts(400, 47);
  const text = (n: number) => texts[n % texts.length]!;
  for (const [n, blank] of BLANKS.entries()) {
    gathered.faulty((id) => labelled(id, text(n), blank));
    gathered.faulty((id) => conversation(id, text(n), blank));
    gathered.faulty((id) => conversation(id, text(n), text(n + 1), text(n + 2), blank));
  }
  for (const [n, answer] of NEARLY_BLANK.entries()) {
    gathered.near((id) => labelled(id, text(n), answer));
    gathered.near((id) => conversation(id, text(n), answer));
    gathered.near((id) => conversation(id, text(n), '', text(n + 2), answer));
  }
  for (const [n, answer] of texts.entries()) gathered.near((id) => conversation(id, text(n + 7), answer));
  return gathered.truth('nothing answered', 6);
}
