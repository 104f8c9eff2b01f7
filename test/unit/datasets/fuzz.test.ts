import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RecordsIntake } from '../../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { lines, random, read } from './reading.ts';
import { fileOf } from './writing.ts';

const FILES = 20_000;
/** Far beyond what any of these small files takes; a loop without end takes longer. */
const SECONDS_EACH = 10;

const turn = (role: string, content: string) => ({ role, content });
const SEEDS: readonly (readonly [RecordsIntake['format'], readonly object[]])[] = [
  [
    'text_label',
    [
      { id: 'a', text: '路燈不亮，請派員', label: '工務局', n: 1 },
      { id: 'b', text: '他說："戶籍"\n怎麼遷？', label: '民政局', n: 2.5 },
      { id: 'c', text: 'street lamp, broken', label: '工務局', n: 3 },
    ],
  ],
  [
    'openai_chat',
    [
      { messages: [turn('system', '判斷'), turn('user', '路燈'), turn('assistant', '工務局')], tags: ['x'] },
      { messages: [turn('user', '戶籍'), { ...turn('assistant', '民政局'), weight: 1 }], tags: [] },
    ],
  ],
  [
    'alpaca',
    [{ instruction: '判斷', input: '路燈', output: '工務局', history: [['甲', '乙']], system: '丙' }],
  ],
  ['trl_preference', [{ prompt: '路燈', chosen: '工務局', rejected: '民政局' }]],
];
const CONTAINERS = ['jsonl', 'json', 'csv', 'tsv', 'parquet', 'arrow', 'arrow_stream', 'xlsx'] as const;
/** Where a file that is cut off shows it. */
const ENDED: ReadonlySet<RecordsIntake['container']> = new Set([
  'json',
  'parquet',
  'arrow',
  'arrow_stream',
  'xlsx',
]);
/** Numbers that lengths and offsets like least. */
const TROUBLE = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
  readonly ended: boolean;
}

async function seeds(): Promise<Seed[]> {
  const all: Seed[] = [];
  for (const [format, rows] of SEEDS) {
    for (const container of CONTAINERS) {
      for (const compression of ['none', 'gzip', 'zstd'] as const) {
        // Compression around every format would say nothing new.
        if (compression !== 'none' && format !== 'text_label') continue;
        const bytes = await fileOf(rows, { format, container, compression });
        const ended = ENDED.has(container) || compression !== 'none';
        all.push({ name: `${format} ${container} ${compression}`, bytes, ended });
      }
    }
  }
  const utf16 = Buffer.from(`\ufeff${lines(...SEEDS[0]![1])}`, 'utf16le');
  all.push({ name: 'utf-16', bytes: utf16, ended: false });
  return all;
}

describe('files with bytes changed, cut, doubled, moved', () => {
  it(`neither crash nor hang nor pass silently: ${FILES} of them`, async function () {
    this.timeout(600_000);
    const next = random(20261122);
    const pick = (below: number) => Math.floor(next() * below);
    const all = await seeds();
    const refused = new Map<string, number>();
    for (let n = 0; n < FILES; n++) {
      const seed = all[n % all.length]!;
      const how = pick(7);
      const bytes = mutated(seed.bytes, how, pick);
      const context = `${seed.name}, file ${n}, way ${how}`;
      const started = performance.now();
      try {
        const { records, report } = await read(bytes, {
          size: 1 + pick(400),
          limits: { heldBytes: 4 * 1024 * 1024, freeBytes: 4 * 1024 * 1024 },
        });
        assert.ok(records.length > 0, context);
        assert.equal(records.length, report.records, context);
        assert.ok(!(how === 0 && seed.ended), `${context}: a file cut off was taken for whole`);
      } catch (thrown) {
        if (!(thrown instanceof TouchstoneError)) throw new Error(context, { cause: thrown });
        assert.match(thrown.code, /^INPUT_/, context);
        refused.set(seed.name, (refused.get(seed.name) ?? 0) + 1);
      }
      assert.ok(performance.now() - started < SECONDS_EACH * 1000, `${context} took too long`);
    }
    // Checksums find nearly every change; text of which a letter changes is another text.
    for (const { name } of all)
      assert.ok((refused.get(name) ?? 0) > 20, `${name}: ${refused.get(name)} refused`);
  });
});

/** One of seven ways to spoil a file. */
function mutated(original: Buffer, how: number, pick: (below: number) => number): Buffer {
  const bytes = Buffer.from(original);
  const at = pick(bytes.length);
  if (how === 0) return bytes.subarray(0, pick(bytes.length - 1));
  if (how === 1) {
    bytes[at]! ^= 1 << pick(8);
    return bytes;
  }
  if (how === 2) {
    for (let i = 0; i <= pick(8); i++) bytes[pick(bytes.length)] = pick(256);
    return bytes;
  }
  if (how === 3) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(16))]);
  if (how === 4) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(pick(at + 1))]);
  if (how === 5) {
    const value = TROUBLE[pick(TROUBLE.length)]!;
    if (bytes.length >= 4) bytes.writeUInt32LE(value, pick(bytes.length - 3));
    return bytes;
  }
  const other = pick(bytes.length);
  bytes.copyWithin(at, other, other + 1 + pick(32));
  return bytes;
}
