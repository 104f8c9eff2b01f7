/**
 * The token estimate beside what tokenizers give. `npx tsx bench/tokens.ts`: on the texts of our own whose counts are stored
 * in test/unit/datasets/tokens/counted.json. `… --tokenizer FILE --vocabulary N [DATASET…]`: counted anew by a tokenizer.json (a
 * base has one in TOUCHSTONE_HOME) with the trainer's Python, on our own texts, where counts must be those stored, and on
 * the questions of datasets.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { questionText } from '../datasets/fingerprint/content.ts';
import { estimateTokens, likelyTokens } from '../datasets/tokens/token-estimate.ts';
import { readSettings } from '../pipeline/config/settings.ts';
import { read } from '../test/unit/datasets/reading.ts';
import {
  type Counted,
  LONG_COUNTED,
  SHORT_COUNTED,
  TOKENIZERS,
  type Tokenizer,
} from '../test/unit/datasets/tokens/counted.ts';

const { values, positionals } = parseArgs({
  options: { tokenizer: { type: 'string' }, vocabulary: { type: 'string' } },
  allowPositionals: true,
});

const COUNT = `
import json, sys
from tokenizers import Tokenizer
tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.encode_special_tokens = True
print(json.dumps([len(one.ids) for one in tokenizer.encode_batch(json.load(sys.stdin), add_special_tokens=False)]))
`;

const OWN: Readonly<Record<string, Counted>> = { 'own, short': SHORT_COUNTED, 'own, long': LONG_COUNTED };

function counted(texts: readonly string[], tokenizer: string): number[] {
  const { python } = readSettings(process.env).trainer;
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync(python, ['-c', COUNT, tokenizer], { input, maxBuffer: 1 << 28 }).toString());
}

function report(name: string, texts: readonly string[], tokens: readonly number[], vocabulary: number): void {
  const likely = texts.map((text) => likelyTokens(text, vocabulary));
  const ratios = likely.map((estimate, n) => estimate / Math.max(1, tokens[n]!)).sort((a, b) => a - b);
  const at = (share: number) => ratios[Math.floor(share * (ratios.length - 1))]!.toFixed(2);
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const over = texts.filter((text, n) => estimateTokens(text, vocabulary) < tokens[n]!).length;
  console.log(
    `${name.padEnd(40)}${String(texts.length).padStart(7)}${(sum(likely) / sum(tokens)).toFixed(2).padStart(8)}` +
      `${`${at(0.01)}–${at(0.99)}`.padStart(12)}${String(over).padStart(8)}`,
  );
}

async function recount(tokenizer: string, vocabulary: number): Promise<void> {
  const name = (Object.keys(TOKENIZERS) as Tokenizer[]).find((one) => TOKENIZERS[one] === vocabulary);
  for (const [kind, { texts, tokens }] of Object.entries(OWN)) {
    const now = counted(texts, tokenizer);
    report(kind, texts, now, vocabulary);
    const other = name === undefined ? [] : now.filter((count, n) => count !== tokens[name][n]);
    if (other.length > 0) console.log(`  ${other.length} counts are not those stored for ${name}`);
  }
  for (const file of positionals) {
    const { records } = await read(readFileSync(file));
    const texts = records.map(questionText).filter((text) => text !== '');
    report(file.split('/').slice(-2).join('/'), texts, counted(texts, tokenizer), vocabulary);
  }
}

console.log('texts                                     number  in all  middle 98 %  over the bound');
if (values.tokenizer !== undefined) await recount(values.tokenizer, Number(values.vocabulary));
else {
  for (const [name, vocabulary] of Object.entries(TOKENIZERS) as [Tokenizer, number][]) {
    for (const [kind, { texts, tokens }] of Object.entries(OWN))
      report(`${name}: ${kind}`, texts, tokens[name], vocabulary);
  }
}
