import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { answering, FaultyChatServer, type SeenRequest, silent } from '../fixtures/faulty-chat-server.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, SIZES, type World } from './world.ts';

const KEY = 'sk-canary-0123456789abcdef0123456789';
const PHONE = '0912-345-678';
const CONCURRENCY = 3;
/** Answers that the endpoint gives before it falls silent and the service is killed. */
const PAID = 10;
const SPEC = { generate: { method: 'rare_classes', count: 9, filters: { novelty: 1 } } };

/** Writes a text that follows from the seed, classifies it rightly, and judges it excellent. */
function reply({ body }: SeenRequest): string {
  const asked = body.messages.at(-1)!.content;
  if (asked.includes('score')) return '{"score": 5}';
  if (asked.includes('"label"'))
    return JSON.stringify({ label: /屬於(甲|乙)局/.exec(asked)![1] === '甲' ? '甲局' : '乙局' });
  const label = /^類別："(甲|乙)局"/m.exec(asked)![1];
  return JSON.stringify({ text: `第 ${body.seed} 號案件請儘速派員處理，這件事屬於${label}局。` });
}

function rows(): string {
  return Array.from({ length: 40 }, (_, at) => {
    const label = at % 4 === 0 ? '乙局' : '甲局';
    return JSON.stringify({
      text: `第${at}巷${at * 37}號門前的設施損壞，請聯絡手機${PHONE}，屬於${label}。`,
      label,
    });
  }).join('\n');
}

for (const size of SIZES) {
  describe(`generation (${size})`, function () {
    this.timeout(120_000);
    let world: World;
    let service: ServiceUnderTest | null = null;
    let endpoint: FaultyChatServer;

    beforeEach(async function () {
      endpoint = new FaultyChatServer((request) => answering(reply(request)));
      const url = await endpoint.start();
      world = await createWorld(size, this, {
        TOUCHSTONE_GENERATE_URL: url,
        TOUCHSTONE_GENERATE_MODEL: 'stand-in',
        TOUCHSTONE_GENERATE_KEY: KEY,
        TOUCHSTONE_GENERATE_CONCURRENCY: String(CONCURRENCY),
      });
    });
    afterEach(async () => {
      await service?.kill();
      service = null;
      await endpoint.stop();
      await world?.dispose();
    });

    it('loses no paid answer to kill -9 and asks for none of them again', async () => {
      endpoint.behave = (request, number) => (number < PAID ? answering(reply(request)) : silent);
      service = await ServiceUnderTest.start(world.environment);
      const dataset = await service.upload('d', rows());
      const { id } = await service.createRun({ name: 'm', dataset: dataset.id, spec: SPEC });
      // As many questions wait for an answer as may be under way: so every answer that was given is stored.
      await until(() => endpoint.seen.length === PAID + CONCURRENCY);
      await service.kill();
      const paid = endpoint.seen.slice(0, PAID).map(({ body }) => JSON.stringify(body));
      endpoint.seen.length = 0;
      endpoint.behave = (request) => answering(reply(request));
      service = await ServiceUnderTest.start(world.environment);
      const run = await generated(service, id);
      assert.equal(run.summary?.generated, 9, JSON.stringify(run));
      const again = endpoint.seen.map(({ body }) => JSON.stringify(body));
      assert.deepEqual(
        again.filter((request) => paid.includes(request)),
        [],
      );
      // A record takes a question, a round trip and a judge's score; the judge itself is tried with eight texts.
      assert.equal(new Set([...paid, ...again]).size, 27 + 8);
      assert.equal(again.length, 27 + 8 - PAID);
      const sent = JSON.stringify(endpoint.seen);
      assert.ok(!sent.includes(PHONE) && sent.includes('〔手機1〕'));
      await keyIsNowhere(world.home, JSON.stringify([run, service.log]));
    });

    it('says before anything starts that there is no endpoint, no evaluation to take pairs from, no test beside documents, or no price for a limit of costs', async () => {
      const { TOUCHSTONE_GENERATE_URL: _, ...without } = world.environment;
      service = await ServiceUnderTest.start(without);
      const dataset = await service.upload('d', rows());
      const request = { name: 'm', dataset: dataset.id };
      await assert.rejects(service.createRun({ ...request, spec: SPEC }), /422.*GENERATE_NO_ENDPOINT/);
      await service.stop();
      service = await ServiceUnderTest.start(world.environment);
      const limited = { generate: { ...SPEC.generate, max_cost: 1 } };
      await assert.rejects(service.createRun({ ...request, spec: limited }), /422.*GENERATE_NO_PRICE/);
      const hard = { generate: { method: 'hard_negatives' } };
      await assert.rejects(service.createRun({ ...request, spec: hard }), /422.*GENERATE_NO_EVALUATION/);
      const labels = { 甲局: '', 乙局: '' };
      const documents = { generate: { method: 'document_labels', labels } };
      await assert.rejects(service.createRun({ ...request, spec: documents }), /422.*GENERATE_NO_TEST/);
      assert.equal(endpoint.seen.length, 0);
    });
  });
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The generate stage of a run, as soon as it has ended in one way or the other. */
async function generated(service: ServiceUnderTest, id: string): Promise<RunView['stages'][number]> {
  for (;;) {
    const { stages } = await service.run(id);
    const stage = stages.find(({ stage }) => stage === 'generate')!;
    if (stage.status === 'done' || stage.status === 'failed') return stage;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The endpoint's key lies in no file of the service, database included, and was told to nobody. */
async function keyIsNowhere(home: string, told: string): Promise<void> {
  assert.ok(!told.includes(KEY));
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    assert.ok(!bytes.includes(KEY), entry.name);
  }
}
