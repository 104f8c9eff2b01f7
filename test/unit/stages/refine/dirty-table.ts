import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { dice, madeTexts } from '../../datasets/near-duplicate/made-texts.ts';
import { labelled } from '../../datasets/records.ts';

type Dice = ReturnType<typeof dice>;
type Dirt = (text: string, next: Dice) => string;

const pick = <T>(next: Dice, of: readonly T[]): T => of[next(of.length)]!;

/** People and numbers that come up again and again, so that their placeholders have to be the same in all shards. */
const PEOPLE = ['王小明', '陳美玲', '林志豪', '張雅婷', '黃建國'];
const MOBILES = ['0912-345-678', '0987-654-321', '0933-111-222', '0955-123-987'];
const IDS = ['A123456789', 'B234567894', 'F131104093'];

const DIRT: readonly Dirt[] = [
  (text) => `<p>${text}</p><br>`,
  (text, next) => `${text}聯絡人：${pick(next, PEOPLE)}，電話 ${pick(next, MOBILES)}。`,
  (text, next) => `申請人 ${pick(next, PEOPLE)}（身分證字號 ${pick(next, IDS)}）${text}`,
  (text, next) => `<div>${text}電話 ${pick(next, MOBILES)}</div>`,
  // Placeholders that a text brings with it: their numbers are given to no value, or replaced.
  (text, next) => `${text}〔手機${1 + next(6)}〕〔身分證${1 + next(4)}〕`,
  (text, next) => `${text}${'，請儘速辦理'.repeat(10 + next(30))}`,
  (text) => `${text}這个问题应该怎么办理，请说明办法与时间，谢谢您们的帮助。`,
  (text) => Buffer.from(text, 'utf8').toString('latin1'),
  (text) => `${text} password = "hunter2-Xk39-vLqP0z"，AKIAIOSFODNN7EXAMPLE`,
  (text) => text.repeat(40),
  () => '',
  () => '   \u200b',
  (text) => `${text.slice(0, 8)}${'\u0007\ue123'.repeat(20)}`,
  () => 'Совсем другой текст на другом языке, который никто здесь не ждал.',
  (text) => `請依來文內容判斷承辦單位。\n\n${text}`,
];

/** Personal data where no text is: in ids, labels and further columns. */
const ELSEWHERE: readonly ((record: DatasetRecord, next: Dice) => DatasetRecord)[] = [
  (record, next) => ({ ...record, id: `${pick(next, MOBILES)}/${record.id.slice(5)}` }),
  (record, next) =>
    labelled(record.id, record.messages[0]!.content, `找${pick(next, PEOPLE)}，${pick(next, MOBILES)}`),
  (record, next) => ({ ...record, meta: JSON.stringify({ tel: pick(next, MOBILES) }) }),
];

/** Records of which every third is dirty in some way; the same for the same seed. */
export function dirtyTable(rows: number, seed: number): DatasetRecord[] {
  const next = dice(seed);
  const made: DatasetRecord[] = [];
  for (const text of madeTexts(rows, seed)) {
    const earlier = made.length > 10 && next(25) === 0 ? pick(next, made) : null;
    const soiled = next(3) === 0 ? pick(next, DIRT)(text, next) : text;
    const said = earlier === null ? soiled : earlier.messages[0]!.content;
    const label = next(200) === 0 ? '' : `承辦單位${1 + next(next(10) === 0 ? 40 : 3)}`;
    const record = labelled(`line:${made.length + 1}`, said, label);
    const elsewhere = ELSEWHERE[next(100)];
    made.push(elsewhere === undefined ? record : elsewhere(record, next));
  }
  return made;
}
