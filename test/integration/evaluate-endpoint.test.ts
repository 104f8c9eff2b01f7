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
  this.timeout(300_000);
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
});
