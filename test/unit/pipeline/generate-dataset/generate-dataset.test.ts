import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JUDGE_CONTROLS } from '../../../../datasets/generation/judge-controls.ts';
import type { GenerationSettings } from '../../../../pipeline/config/generation-settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { convertDataset } from '../../../../pipeline/convert/convert-dataset.ts';
import { generateDataset, journalOf } from '../../../../pipeline/generate-dataset/generate-dataset.ts';
import {
  answering,
  FaultyChatServer,
  type SeenRequest,
  silent,
} from '../../../fixtures/faulty-chat-server.ts';

const PASSAGES = [
  'The lamp in front of the post office has been dark for a week, and nobody can see the kerb at night.',
  'The park closes at nine in the evening; dogs must be kept on a lead, and fires are not allowed.',
  'Water will be cut off on Maple Street from eight to noon while a new pipe is laid below the road.',
];
const PAGE = `<!DOCTYPE html>${PASSAGES.map((text, at) => `<h1>Part ${at + 1}</h1><p>${text}</p>`).join('')}`;

/** Asks about each passage, answers from it, and judges all of it excellent. */
function reply({ body }: SeenRequest): string {
  const asked = body.messages.at(-1)!.content;
  if (asked.includes('"score"')) return '{"score": 5}';
  const passage = PASSAGES.find((text) => asked.includes(text))!;
  const answer = passage.split(/[,;]/)[0]!;
  if (asked.includes('Question: "')) return JSON.stringify({ answer });
  return JSON.stringify({ question: `What does number ${body.seed} want to know?`, answer });
}

/** Texts that the judge is tried with. */
const CONTROLS = JUDGE_CONTROLS.en.length;

describe('generating a dataset', () => {
  let directory: string;
  let endpoint: FaultyChatServer;
  let settings: GenerationSettings;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-generating-test-'));
    endpoint = new FaultyChatServer((request) => answering(reply(request)));
    const url = new URL(await endpoint.start());
    const limits = { concurrency: 1, timeoutSeconds: 5, price: { input: 1, output: 2 }, extra: {} };
    settings = { url, key: null, model: 'stand-in', inside: true, ...limits };
  });
  afterEach(async () => {
    await endpoint.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function make(
    out: string,
    generate: Record<string, unknown>,
    { signal = new AbortController().signal, overwrite = false, dataset = PAGE } = {},
  ) {
    const file = join(directory, 'given');
    await writeFile(file, dataset);
    const request = { dataset: file, out: join(directory, out), format: null, overwrite };
    const percents: number[] = [];
    const onProgress = (percent: number) => percents.push(percent);
    // So short that the parts of the page do not share a passage.
    const spec = { generate, ingest: { passage_characters: 120 } };
    return {
      ...(await generateDataset({ ...request, spec, endpoint: settings, signal, onProgress })),
      percents,
    };
  }
  const rowsOf = async (out: string) =>
    (await readFile(join(directory, out), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('writes questions with their answers word for word, where each came from, and a place for the checker', async () => {
    const made = await make('qa.jsonl', { method: 'document_questions', count: 3 });
    assert.deepEqual([made.format, made.container, made.written.records], ['prompt_completion', 'jsonl', 3]);
    assert.deepEqual(
      [made.report.generated, made.report.answers, made.report.ended],
      [3, 9 + CONTROLS, 'all_made'],
    );
    assert.ok(made.percents.every((percent, at) => percent >= (made.percents[at - 1] ?? 0)));
    for (const row of await rowsOf('qa.jsonl')) {
      assert.equal(row.reviewed_by, '');
      const { document, section, start } = row.source_passage[0];
      assert.deepEqual([document, section.startsWith('Part')], ['document', true]);
      const { method, model, prompt, scores, span } = row.generated;
      assert.deepEqual(
        [method, model, prompt],
        ['document_questions', 'stand-in', 'generate.document_question.v1'],
      );
      assert.deepEqual(scores, { round_trip: true, judge: 5 });
      assert.equal(row.prompt.split('\n\n')[1].slice(span.start - start, span.end - start), row.completion);
    }
    assert.ok(!readdirSync(directory).some((name) => name.includes('.answers') || name.includes('.part')));
  });

  it('gives a table that comes back as generated records', async () => {
    const labels = { street: 'lamps and kerbs', park: 'parks' };
    endpoint.behave = ({ body }) => {
      const asked = body.messages.at(-1)!.content;
      const label = asked.includes('park') && asked.includes('dogs') ? 'park' : 'street';
      return answering(asked.includes('"score"') ? '{"score": 5}' : JSON.stringify({ label }));
    };
    const made = await make('labels.xlsx', { method: 'document_labels', count: 3, labels });
    assert.deepEqual([made.format, made.written.records], ['text_label', 3]);
    const { written } = made;
    assert.deepEqual(written.columns.slice(0, 3), ['id', 'text', 'label']);
    const back = await convertDataset({
      ...{ from: join(directory, 'labels.xlsx'), to: join(directory, 'labels.jsonl') },
      ...{ format: null, mapping: null, encoding: null, sheet: null, overwrite: false, lossy: false },
      ...{ signal: new AbortController().signal, onProgress: () => {} },
    });
    assert.equal(back.intake.records, 3);
    const rows = await rowsOf('labels.jsonl');
    assert.deepEqual(new Set(rows.map(({ label }) => label)), new Set(['street', 'park']));
    assert.ok(rows.every(({ id }) => id.startsWith('generated:')));
  });

  it('keeps every answer of an interrupted call, and asks for none of them again', async () => {
    const PAID = 4;
    const stop = new AbortController();
    endpoint.behave = (request, number) => {
      if (number < PAID) return answering(reply(request));
      stop.abort(new Error('stopped'));
      return silent;
    };
    const wanted = { method: 'document_questions', count: 3 };
    await assert.rejects(make('qa.jsonl', wanted, { signal: stop.signal }), /stopped/);
    const paid = endpoint.seen.slice(0, PAID).map(({ body }) => JSON.stringify(body));
    const journal = readdirSync(journalOf(join(directory, 'qa.jsonl')));
    assert.equal(journal.length, PAID);
    assert.ok(!readdirSync(directory).includes('qa.jsonl'));
    endpoint.seen.length = 0;
    endpoint.behave = (request) => answering(reply(request));
    const { report } = await make('qa.jsonl', wanted);
    assert.deepEqual([report.generated, report.answers], [3, 9 + CONTROLS]);
    const again = endpoint.seen.map(({ body }) => JSON.stringify(body));
    assert.ok(again.length === 9 + CONTROLS - PAID && again.every((request) => !paid.includes(request)));
  });

  it('leaves out of the file what was uploaded', async () => {
    const rows = Array.from({ length: 12 }, (_, at) =>
      JSON.stringify({ text: `${PASSAGES[at % 3]} Case ${'abcdefghijkl'[at]}.`, label: at % 2 ? 'a' : 'b' }),
    ).join('\n');
    let count = 0;
    endpoint.behave = ({ body }) => {
      const asked = body.messages.at(-1)!.content;
      if (asked.includes('"score"')) return answering('{"score": 5}');
      if (asked.includes('"label"')) return answering(`{"label": "${/about (a|b) /.exec(asked)![1]}"}`);
      const label = /^Category: "(a|b)"/m.exec(asked)![1];
      const word = (++count * 7919).toString(36).replace(/\d/g, 'x').repeat(5);
      return answering(JSON.stringify({ text: `This is about ${label} and ${word} only` }));
    };
    const made = await make('more.jsonl', { method: 'rare_classes', count: 2 }, { dataset: rows });
    assert.equal(made.written.records, 2);
    assert.ok((await rowsOf('more.jsonl')).every(({ generated }) => generated.method === 'rare_classes'));
  });

  it('says before anything is asked what is missing', async () => {
    const codeOf = async (work: Promise<unknown>) => {
      const thrown = await work.then(() => null).catch((error: unknown) => error);
      assert.ok(thrown instanceof TouchstoneError, String(thrown));
      return [thrown.code, thrown.place?.field];
    };
    const questions = { method: 'document_questions', count: 3 };
    assert.deepEqual(await codeOf(make('a.jsonl', {})), ['GENERATE_SETTING', 'generate.method']);
    assert.deepEqual((await codeOf(make('a.odd', questions)))[0], 'CONVERT_SUFFIX');
    await writeFile(join(directory, 'there.jsonl'), 'mine');
    assert.deepEqual((await codeOf(make('there.jsonl', questions)))[0], 'CONVERT_EXISTS');
    const labels = { method: 'document_labels', count: 3 };
    assert.deepEqual(await codeOf(make('a.jsonl', labels)), ['GENERATE_SETTING', 'generate.labels']);
    const hard = { method: 'hard_negatives', count: 1 };
    const dataset = `{"text": "${PASSAGES[0]}", "label": "a"}\n{"text": "${PASSAGES[1]}", "label": "b"}\n`;
    assert.deepEqual(await codeOf(make('a.jsonl', hard, { dataset })), [
      'GENERATE_SETTING',
      'generate.pairs',
    ]);
    const without = { ...settings };
    settings = null as never;
    assert.deepEqual((await codeOf(make('a.jsonl', questions)))[0], 'GENERATE_NO_ENDPOINT');
    settings = without;
    assert.equal(endpoint.seen.length, 0);
    assert.equal(await readFile(join(directory, 'there.jsonl'), 'utf8'), 'mine');
  });
});
