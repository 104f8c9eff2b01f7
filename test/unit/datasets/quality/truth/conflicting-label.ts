import { conversation, labelled } from '../../records.ts';
import { Gathered } from './gathered.ts';
import type { RecordTruth } from './score.ts';
import { differentTexts } from './texts.ts';

/** Two answers that contradict one another. */
const AGAINST: readonly (readonly [string, string])[] = [
  ['工務局', '社會局'],
  ['工務局', '工務局養護工程處'],
  ['card_arrival', 'card_linking'],
  ['Refunds', 'refunds'],
  ['是', '否'],
  ['0', '1'],
  ['1', '1.0'],
];
/** The same answer, written with other space. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['工務局', '工務局'],
  ['臺北市 工務局', '臺北市  工務局'],
  ['card arrival', 'card\u00a0arrival'],
  ['Refunds and fees', 'Refunds and\nfees'],
];

/** The same questions with different answers, two or three of them; and with one answer, with none, or not quite the same. */
export function conflictingLabelTruth(): RecordTruth {
  const gathered = new Gathered();
  const texts = differentTexts(600, 59).map((text) => text.trim());
  for (const [n, text] of texts.slice(0, 120).entries()) {
    const [one, other] = AGAINST[n % AGAINST.length]!;
    const again = [text, `${text}\n`, ` ${text.replaceAll(' ', '  ')}`][n % 3]!;
    if (n % 4 === 3) {
      gathered.faulty((id) => conversation(id, '你好', '請說', text, one));
      gathered.faulty((id) => conversation(id, '你好', '請說', again, other));
    } else {
      gathered.faulty((id) => labelled(id, text, one));
      gathered.faulty((id) => labelled(id, again, other));
      if (n % 4 === 1) gathered.faulty((id) => labelled(id, text, '其他 other'));
    }
    // Nothing is said by a record without an answer, wherever it stands, nor by one that is told something else.
    gathered.near((id) => labelled(id, text, [' ', '', '\u200b'][n % 3]!));
    gathered.near((id) => conversation(id, `問 ${n}`, '請說', text, other));
  }
  for (const [n, text] of texts.slice(120, 300).entries()) {
    const [one, other] = ALIKE[n % ALIKE.length]!;
    gathered.near((id) => labelled(id, text, one));
    gathered.near((id) => labelled(id, `${text} `, other));
    gathered.near((id) => labelled(id, text, ''));
  }
  for (const [n, text] of texts.slice(300).entries()) {
    const [one, other] = AGAINST[n % AGAINST.length]!;
    gathered.near((id) => labelled(id, text, one));
    gathered.near((id) => labelled(id, nearly(text, n), other));
  }
  return gathered.truth('one question, several answers', 7);
}

/** A question that differs by a word, a mark, a digit: another question. */
function nearly(text: string, n: number): string {
  const ways = [
    `${text}？`,
    `請問${text}`,
    text.slice(1),
    `${text} ${n}`,
    `${text.slice(0, 3)}非${text.slice(3)}`,
  ];
  return ways[n % ways.length]!;
}
