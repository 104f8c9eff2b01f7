import { Converter } from 'opencc-js';
import { PERSONAL_KINDS } from '../datasets/personal/kinds.ts';
import { decodeLegacy, encodeLegacy, type LegacyCharset } from '../datasets/text/charsets/legacy.ts';
import { dice, edited } from '../test/unit/datasets/near-duplicate/made-texts.ts';
import { plainJaccard, plainShingles } from '../test/unit/datasets/near-duplicate/plain.ts';
import { drawFrom } from '../test/unit/datasets/personal/draw.ts';
import { positivesOf } from '../test/unit/datasets/personal/positives.ts';
import type { Defect, Row, Truth } from './truth-files.ts';

/** A defective copy is as near as this to what it was copied from, so that whether it counts is no question of rounding. */
const NEAR = 0.82;
const COPIES = 50;

type Roll = ReturnType<typeof dice>;
const one = <T>(list: readonly T[], roll: Roll): T => list[roll(list.length)]!;

/**
 * A dirty file of one's own out of clean rows: fifty records of each defect, half the test's size of other rows for the test
 * file, the rest left as it is. The same rows and seed give the same file.
 */
export function planted(clean: readonly Row[], seed: number): Truth {
  const roll = dice(seed);
  const draw = drawFrom(seed);
  const rows = shuffled(
    clean.filter(({ input, output }) => input.trim() !== '' && output.trim() !== ''),
    roll,
  );
  const test = rows.splice(0, Math.floor(rows.length / 5));
  const labels = [...new Set(rows.map(({ output }) => output))];
  let fresh = 0;
  const simplified = Converter({ from: 'tw', to: 'cn' });
  const spoil: Readonly<Record<Defect, (row: Row) => Row | null>> = {
    exact_duplicate: (row) => ({ ...row, input: one([row.input, ` ${row.input}`, `${row.input}\n`], roll) }),
    near_duplicate: (row) => nearly(row, roll),
    empty_output: (row) => ({ ...row, output: one(['', ' ', '　', '\n'], roll) }),
    simplified_chinese: (row) => {
      const half = roll(2) === 0 ? 0 : row.input.length >> 1;
      const input = row.input.slice(0, half) + simplified(row.input.slice(half));
      return differing(row.input, input) >= Math.max(2, row.input.length / 20) ? { ...row, input } : null;
    },
    pii: (row) => {
      const { text } = one(positivesOf(draw, one(PERSONAL_KINDS, roll), 20), roll);
      return { ...row, input: roll(2) === 0 ? `${row.input}${text}` : `${text}\n${row.input}` };
    },
    test_contamination: () => {
      const row = test[fresh++ % test.length]!;
      return roll(3) === 0 ? { ...row } : nearly(row, roll);
    },
    repetition: (row) => ({ ...row, input: repeating(row.input, roll) }),
    mojibake: (row) => misread(row, roll),
    html_markup: (row) => ({ ...row, input: marked(row.input, roll) }),
    conflicting_label: (row) => ({
      ...row,
      output: one(
        labels.filter((label) => label !== row.output),
        roll,
      ),
    }),
  };
  const defects = new Map<string, Defect | null>();
  const dirty: Row[] = [];
  const add = (row: Row, defect: Defect | null) => {
    const id = `r${dirty.length}`;
    defects.set(id, defect);
    dirty.push({ ...row, id });
  };
  for (const row of rows) add(row, null);
  for (const defect of Object.keys(spoil) as Defect[]) {
    for (let made = 0, tried = 0; made < COPIES && tried < 100 * COPIES; tried++) {
      const row = spoil[defect](one(rows, roll));
      if (row === null) continue;
      add(row, defect);
      made += 1;
    }
  }
  return { dirty: shuffled(dirty, roll), defects, test: test.map((row, n) => ({ ...row, id: `t${n}` })) };
}

function shuffled<T>(list: readonly T[], roll: Roll): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = roll(at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** Characters, numbers or words changed, a clause put before or behind: near, and not the same. */
function nearly(row: Row, roll: Roll): Row | null {
  const ways: readonly ((text: string) => string)[] = [
    (text) => edited(text, 1 + roll(1 + text.length / 20), roll),
    (text) => text.replace(/\d+|[一二三四五六七八九十]/g, () => `${1 + roll(9)}`),
    (text) => `${one(['您好，', '請問，', '主旨：', 'Hi, '], roll)}${text}`,
    (text) => `${text}${one(['謝謝。', '請儘速處理', '感謝您', ' Thanks!'], roll)}`,
    (text) => text.slice(1 + roll(3), text.length - roll(3)),
  ];
  const input = one(ways, roll)(row.input);
  const jaccard = plainJaccard(plainShingles(row.input), plainShingles(input));
  return jaccard >= NEAR && jaccard < 1 ? { ...row, input } : null;
}

function differing(one: string, other: string): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) count += 1;
  return count;
}

/** A sentence, or the text's last words, again and again, until that is more than half of all. */
function repeating(text: string, roll: Roll): string {
  const sentences = text.split(/(?<=[。！？.!?])/).filter(({ length }) => length >= 8);
  const said = roll(2) === 0 && sentences.length > 0 ? one(sentences, roll) : text.slice(-8 - roll(8));
  return text + said.repeat(Math.ceil(text.length / said.length) + 3 + roll(6));
}

const ROUTES: readonly (readonly ['utf-8' | 'big5', LegacyCharset])[] = [
  ['utf-8', 'latin1'],
  ['utf-8', 'windows-1252'],
  ['utf-8', 'big5'],
  ['utf-8', 'gbk'],
  ['big5', 'latin1'],
  ['big5', 'gbk'],
];

/** All of the text, or its second half, read in the wrong charset. */
function misread(row: Row, roll: Roll): Row | null {
  const [written, readAs] = one(ROUTES, roll);
  const from = roll(3) === 0 ? row.input.length >> 1 : 0;
  const rest = row.input.slice(from);
  const { bytes, lost } =
    written === 'utf-8' ? { bytes: Buffer.from(rest), lost: 0 } : encodeLegacy(rest, written);
  if (lost > 0 || !/\p{Script=Han}{4}/u.test(rest)) return null;
  return { ...row, input: row.input.slice(0, from) + decodeLegacy(bytes, readAs) };
}

function marked(text: string, roll: Roll): string {
  const middle = text.length >> 1;
  const ways: readonly string[] = [
    `<p>${text}</p>`,
    `${text.slice(0, middle)}<br/>${text.slice(middle)}`,
    `<div class="content"><span style="color:red">${text}</span></div>`,
    `${text.slice(0, middle)}&nbsp;&nbsp;${text.slice(middle)}&#12290;`,
    `&lt;p&gt;${text}&lt;/p&gt;`,
    `${text}<!-- end -->`,
    `<a href="https://example.tw/a?b=1">${text.slice(0, middle)}</a>${text.slice(middle)}`,
    `<table><tr><td>${text}</td></tr></table>`,
  ];
  return one(ways, roll);
}
