import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// apache-arrow's helpers become globals when it is loaded: here, before mocha looks for leaks.
import '../../datasets/arrow/schema.ts';
import { notExercised } from '../preflight.ts';
import { LLAMA_INSTALL, type LlamaServer, startLlama } from '../servers/llama.ts';
import { called } from '../unit/pipeline/cli/called.ts';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  sports: ['The striker scored two goals in the final.', 'The team won the league after a long season.'],
  weather: ['Heavy rain and strong wind are expected tonight.', 'It will be sunny and warm tomorrow.'],
};

describe('touchstone evaluate with a real engine (llama.cpp, SmolLM2)', function () {
  this.timeout(600_000);
  let llama: LlamaServer | null = null;
  let directory: string;

  before(async function () {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-llama-evaluate-'));
    llama = await startLlama();
    if (llama === null) notExercised(this, 'a real text model (llama.cpp)', LLAMA_INSTALL);
  });
  after(async () => {
    await llama?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** A small model proves the protocol; how well it sorts is not judged here. */
  it('gets an answer about every record that names a class, by the schema of the request', async () => {
    const gold = join(directory, 'gold.jsonl');
    const rows = Object.entries(TEXTS).flatMap(([label, texts]) =>
      texts.map((text, at) => JSON.stringify({ id: `${label}-${at}`, text, label })),
    );
    await writeFile(gold, rows.join('\n'));
    const { url, model } = llama!;
    const { status, last, err } = await called(
      ['evaluate', '--gold', gold, '--endpoint', url, '--model', model, '--json'],
      { TOUCHSTONE_HOME: directory },
    );
    assert.equal(status, 0, err);
    const { n, endpoint, confusion } = JSON.parse(last);
    assert.equal(n, 4);
    assert.deepEqual(endpoint, { model, unreadable: 0, unanswered: 0, masked: 0 }, last);
    assert.deepEqual(confusion.labels, ['sports', 'weather']);
  });

  it('gets written answers by the task’s own prompt, and verdicts of a judge in both orders', async () => {
    const asked = join(directory, 'asked.jsonl');
    const rows = [
      ['The hall opens at nine.', 'The hall opens at nine in the morning.'],
      ['Bring your card.', 'Please bring your card.'],
    ].map(([text, output], at) => ({ id: `r${at}`, instruction: 'Say it politely.', input: text, output }));
    await writeFile(asked, rows.map((row) => JSON.stringify(row)).join('\n'));
    const baseline = join(directory, 'baseline.jsonl');
    const worse = rows.map(({ id }) => JSON.stringify({ id, prediction: 'No.' }));
    await writeFile(baseline, worse.join('\n'));
    const { url, model } = llama!;
    const { status, last, err } = await called(
      [
        ...['evaluate', '--task', 'generation', '--gold', asked, '--endpoint', url, '--model', model],
        ...['--baseline', baseline, '--judge', url, '--judge-model', model, '--json'],
      ],
      { TOUCHSTONE_HOME: directory },
    );
    assert.equal(status, 0, err);
    const { n, endpoint, judge, chrf } = JSON.parse(last);
    assert.deepEqual([n, endpoint], [2, { model, unanswered: 0, masked: 0 }], last);
    assert.ok(chrf > 0);
    assert.equal(judge.questions, 2 * (2 + judge.controls.tried), last);
    const [against] = judge.comparisons;
    assert.equal(against.records, 2);
    const { candidate_better: mine, reference_better: theirs, ties, contradictory, failed } = against;
    assert.equal(mine + theirs + ties + contradictory + failed, 2, last);
    // The engine keeps to the schema, so every reply is a verdict.
    assert.equal(failed, 0, last);
    console.info(`      judge: ${JSON.stringify({ ...against, controls: judge.controls })}`);
  });
});
