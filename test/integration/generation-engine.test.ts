import assert from 'node:assert/strict';
import { readRecords } from '../../datasets/arrow/read.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { GenerateReport } from '../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { PipelineSpecInput } from '../../pipeline/contracts/spec.ts';
import { ChatEndpoint } from '../../pipeline/generation/endpoint.ts';
import { generate } from '../../stages/generate/stage.ts';
import { notExercised } from '../preflight.ts';
import { LLAMA_INSTALL, type LlamaServer, startLlama } from '../servers/llama.ts';
import { fakeContext, runStage } from '../unit/stages/context.ts';
import { labelled, storeRecords } from '../unit/stages/records.ts';

const CARD = [
  'My card has not arrived yet',
  'When will I get my new card?',
  'How do I track my card in the post?',
];
const RATE = [
  'What is the exchange rate today?',
  'Why is the exchange rate so bad?',
  'Where do your rates come from?',
];
const LOST = ['I lost my card on the bus', 'Somebody stole my wallet with the card in it'];

describe('generation with a real engine (llama.cpp, SmolLM2)', function () {
  this.timeout(300_000);
  let llama: LlamaServer | null = null;

  before(async function () {
    llama = await startLlama();
    if (llama === null) notExercised(this, 'a real text model (llama.cpp)', LLAMA_INSTALL);
  });
  after(() => llama?.stop());

  /** A small model proves the protocol; what it writes is not judged here. */
  async function run(generation: PipelineSpecInput['generate']) {
    const { url, model } = llama!;
    const settings = {
      url: new URL(url),
      key: null,
      model,
      inside: true,
      concurrency: 1,
      timeoutSeconds: 120,
      extra: {},
    };
    const textModel = new ChatEndpoint({ ...settings, price: { input: 1, output: 2 } });
    const context = await fakeContext({ textModel });
    try {
      const { artifacts } = context;
      const texts = { card_arrival: CARD, exchange_rate: RATE, lost_card: LOST };
      const records = Object.entries(texts).flatMap(([label, all]) =>
        all.map((text, at) => labelled(`${label}-${at}`, text, label)),
      );
      const inputs = {
        records: await storeRecords(artifacts, records),
        documents: null,
        test: null,
        intake: await putJson(artifacts, { language: 'en' }),
      };
      const { outputs } = await runStage(generate, context, { artifacts: inputs }, { generate: generation });
      let rows = 0;
      for await (const group of readRecords(await artifacts.openStream((outputs.records as BlobRef).digest)))
        rows += group.length;
      return {
        made: rows - records.length,
        report: await readJson<GenerateReport>(artifacts, outputs.report as BlobRef),
      };
    } finally {
      await context.close();
    }
  }

  it('gets JSON of the schema for every question, counts tokens and cost, and filters what comes', async () => {
    const filters = { round_trip: false, judge: 0 };
    const { made, report } = await run({ method: 'rare_classes', count: 3, max_tokens: 200, filters });
    assert.ok(made >= 1 && made === report.generated, JSON.stringify(report));
    const [answered, schema] = report.yields;
    // The engine holds the model to the schema: what was answered in full fits it.
    assert.equal(schema!.passed, answered!.passed);
    assert.equal(report.uncounted, 0);
    assert.ok(report.tokens.input > 100 * report.answers && report.tokens.output >= 5 * report.answers);
    assert.equal(report.cost, (report.tokens.input + 2 * report.tokens.output) / 1e6);
  });

  it('is asked again, judges, and may find all of it wanting', async () => {
    const outcome = await run({
      method: 'rewrites',
      count: 2,
      tries: 1,
      max_tokens: 200,
      filters: { judge: 1 },
    }).catch((error: Error) => error);
    if (outcome instanceof Error) assert.match(outcome.message, /GENERATE_NOTHING/);
    else assert.ok(outcome.report.generated >= 1);
  });
});
