import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { conversation, labelled } from '../../records.ts';
import { BLANKS, NEARLY_BLANK } from './blanks.ts';
import { Gathered } from './gathered.ts';
import type { RecordTruth } from './score.ts';
import { differentTexts, LABELS } from './texts.ts';

const INSTRUCTIONS = [
  '請判斷下列陳情應由哪個單位承辦，只回答單位名稱。',
  'Name the intent of the customer. Answer with one label.',
];
/** Instructions that hardly any record has are what it asks. */
const RARE = ['請將下列句子改寫成公文用語。', 'Summarise the letter in one sentence.'];

/** Records that ask nothing, alone, after the instruction that others share, and in conversations; and short questions. */
export function emptyInputTruth(): RecordTruth {
  const gathered = new Gathered();
  const label = (n: number) => LABELS[n % LABELS.length]!;
  for (const [n, blank] of BLANKS.entries()) {
    gathered.faulty((id) => labelled(id, blank, label(n)));
    gathered.faulty((id) => labelled(id, `${INSTRUCTIONS[n % 2]}\n\n${blank}`, label(n)));
    gathered.faulty((id) => conversation(id, '你好', '您好，請說。', blank, label(n)));
    gathered.faulty((id) => withSystem(labelled(id, blank, label(n))));
    gathered.faulty((id) => labelled(id, `${blank}${INSTRUCTIONS[n % 2]}${blank}`, label(n)));
  }
  for (const [n, text] of NEARLY_BLANK.entries()) {
    gathered.near((id) => labelled(id, text, label(n)));
    gathered.near((id) => labelled(id, `${INSTRUCTIONS[n % 2]}\n\n${text}`, label(n)));
    gathered.near((id) => conversation(id, '', '您好，請說。', text, label(n)));
    gathered.near((id) => withSystem(labelled(id, text, label(n))));
    gathered.near((id) => labelled(id, `${INSTRUCTIONS[n % 2]}${text}`, label(n)));
  }
  for (const [n, text] of differentTexts(400, 41).entries()) {
    gathered.near((id) => labelled(id, `${INSTRUCTIONS[n % 2]}\n\n${text}`, label(n)));
  }
  for (const [n, instruction] of RARE.entries()) {
    gathered.near((id) => labelled(id, instruction, label(n)));
    for (const text of differentTexts(2, 43)) {
      gathered.near((id) => labelled(id, `${instruction}\n\n${text}`, label(n)));
    }
  }
  return gathered.truth('nothing asked', 5);
}

function withSystem(record: DatasetRecord): DatasetRecord {
  return { ...record, messages: [{ role: 'system', content: INSTRUCTIONS[0]! }, ...record.messages] };
}
