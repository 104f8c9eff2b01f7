import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Loaded here and not by the command, because a library of its leaves names in the global object.
import '../../../../pipeline/evaluate/evaluate-files.ts';
import { fileReportSchema } from '../../../../reports/schema/file-report-schema.ts';
import { called } from '../cli/called.ts';

interface Asked {
  readonly id: string;
  readonly text: string;
}

/** A system that sends whatever is about a woman to b, and all else to a. */
const answer = ({ id, text }: Asked) => {
  const p = /女士|小姐/.test(text) ? 0.2 : 0.9;
  return { id, prediction: p > 0.5 ? 'a' : 'b', probabilities: { a: p, b: 1 - p } };
};
const INSTRUCTION = '請判斷承辦單位。';
/** 40 records, a quarter of them about a man. */
const GOLD = Array.from({ length: 40 }, (_, i) => ({
  id: `r${i}`,
  text: `${INSTRUCTION}\n\n${i % 4 === 0 ? `王先生的第 ${i} 件` : `第 ${i} 件`}`,
  label: i % 2 === 0 ? 'a' : 'b',
}));

describe('touchstone evaluate of swapped records', function () {
  this.timeout(20_000);
  let home: string;
  let place: (name: string) => string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-swaps-'));
    place = (name) => join(home, name);
    write('gold.jsonl', GOLD);
    write('p.jsonl', GOLD.map(answer));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const write = (name: string, rows: readonly object[]) =>
    writeFileSync(place(name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const read = (name: string) =>
    readFileSync(place(name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Asked);
  const evaluate = (...more: string[]) => called(['evaluate', '--gold', place('gold.jsonl'), ...more], {});
  const judge = (...more: string[]) =>
    evaluate('--predictions', place('p.jsonl'), '--swapped-predictions', place('s.jsonl'), ...more);

  it('writes them, lets another system answer, and says what the exchange changed', async () => {
    const written = await evaluate('--write-swaps', place('swaps.jsonl'), '--json');
    assert.equal(written.status, 0, written.err);
    const { swaps } = JSON.parse(written.out);
    assert.deepEqual([swaps.records, swaps.found.gender], [40, 10]);
    assert.equal(statSync(place('swaps.jsonl')).mode & 0o777, 0o600);
    const asked = read('swaps.jsonl');
    assert.equal(asked.length, swaps.written);
    assert.ok(asked.every(({ text }) => text.startsWith(`${INSTRUCTION}\n\n`)));
    write('s.jsonl', asked.map(answer).reverse());
    const judged = await judge('--json', '--out', place('out'));
    assert.equal(judged.status, 0, judged.err);
    const [gender] = JSON.parse(judged.out).bias.kinds;
    // Records 0, 4, … are a's, answered right; as a woman's they go to b.
    assert.deepEqual([gender.n, gender.changed, gender.became_wrong, gender.became_right], [10, 10, 10, 0]);
    assert.ok(Math.abs(gender.mean_shift - 0.7) < 1e-12);
    assert.doesNotMatch(JSON.stringify(gender.examples), new RegExp(INSTRUCTION));
    const report = JSON.parse(readFileSync(join(place('out'), 'report.json'), 'utf8'));
    assert.equal(fileReportSchema.parse(report).bias!.kinds[0]!.changed, 10);
    assert.match(readFileSync(join(place('out'), 'index.html'), 'utf8'), /王女士的第/);
    const told = await judge('--lang=en');
    assert.match(told.out, /Gender exchanged: 10 of 10 answers change/);
  });

  it('does without probabilities', async () => {
    await evaluate('--write-swaps', place('swaps.jsonl'));
    const bare = (rows: readonly Asked[]) =>
      rows.map(answer).map(({ id, prediction }) => ({ id, prediction }));
    write('p.jsonl', bare(GOLD));
    write('s.jsonl', bare(read('swaps.jsonl')));
    const judged = await judge('--json');
    const [gender] = JSON.parse(judged.out).bias.kinds;
    assert.deepEqual([gender.changed, gender.mean_shift], [10, null]);
  });

  it('lists answers that are missing, unknown or given twice', async () => {
    await evaluate('--write-swaps', place('swaps.jsonl'));
    const [first, second, ...others] = read('swaps.jsonl').map(answer);
    write('s.jsonl', [second!, second!, ...others, { ...first!, id: 'r0' }]);
    const { status, err, out } = await judge('--lang=en');
    assert.equal(status, 2, out);
    for (const told of [first!.id, second!.id, 'r0', 's.jsonl']) assert.match(err + out, new RegExp(told));
    const lenient = await judge('--count-missing-as-wrong', '--json');
    assert.equal(lenient.status, 0, lenient.err);
  });

  it('overwrites nothing, and asks for a text and for labels', async () => {
    write('there.jsonl', GOLD);
    const refused = async (...more: string[]) => {
      const { status, err, out } = await evaluate('--lang=en', ...more);
      assert.equal(status, 2, out);
      return err + out;
    };
    assert.match(await refused('--write-swaps', place('there.jsonl')), /CLI_OUTPUT_EXISTS/);
    assert.deepEqual(read('there.jsonl'), GOLD);
    assert.match(
      await refused('--write-swaps', place('x.jsonl'), '--task', 'extraction'),
      /leave out --task/,
    );
    assert.match(await refused('--swapped-predictions', place('there.jsonl')), /--predictions or --endpoint/);
    write(
      'gold.jsonl',
      GOLD.map(({ text: _, ...row }) => row),
    );
    assert.match(await refused('--write-swaps', place('x.jsonl')), /EVALUATION_NO_TEXT/);
  });
});
