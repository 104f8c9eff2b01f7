import assert from 'node:assert/strict';
import type { RefineReport } from '../../pipeline/contracts/quality.ts';
import type { Service } from '../../pipeline/contracts/service.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { dataStages, outputText, runOf, uploadText } from './data-stages.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

const row = (text: string, label: string) => `${JSON.stringify({ text, label })}\n`;
const UNREADABLE = row(`路燈${'\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000e'}不亮`, '工務局');
const REST =
  row('垃圾未收，已三天', '環保局') + row('停水通知沒收到', '水利局') + row('鄰居深夜施工', '環保局');

/** A decision made on one upload, held against the next. */
for (const size of SIZES) {
  describe(`decisions of people (${size})`, function () {
    this.timeout(120_000);
    let world: World;
    let running: Running;
    let service: Service;
    before(async function () {
      world = await createWorld(size, this);
      running = await runIn(world.settings, dataStages());
      ({ service } = running);
    });
    after(async () => {
      await running?.close();
      await world?.dispose();
    });
    const report = async (run: RunView): Promise<RefineReport> =>
      JSON.parse(await outputText(service, run, 'refine', 'report'));
    const refineOf = (run: RunView) => run.stages.find(({ stage }) => stage === 'refine')!;

    it('hold in the next upload, wherever the record stands, until they are withdrawn', async () => {
      const first = await runOf(service, await uploadText(service, 'letters', UNREADABLE + REST));
      assert.deepEqual([(await report(first)).held_back, (await report(first)).kept], [1, 3]);
      const by = { by: '林', reason: '內容仍可辨識' };
      const decision = await service.decisions.decide('letters', {
        ...{ run: first.id, record: 'line:1', action: 'keep' },
        ...by,
      });
      await service.decisions.decide('letters', {
        ...{ run: first.id, record: 'line:3', action: 'relabel', label: '自來水公司' },
        ...by,
      });
      const next = row('新增的一件陳情', '工務局') + REST + UNREADABLE;
      const id = await uploadText(service, 'letters', next);
      const second = await runOf(service, id);
      const decided = await report(second);
      assert.deepEqual([decided.held_back, decided.kept, decided.decided.decisions], [0, 5, 2]);
      assert.deepEqual(
        decided.findings.map(({ record, rule, action }) => [record, rule, action]),
        [
          ['line:3', 'decision', 'relabel'],
          ['line:5', 'unreadable', 'keep'],
        ],
      );
      const again = await runOf(service, id);
      assert.ok(refineOf(again).cached, 'the same decisions are the same input');
      await service.decisions.withdraw('letters', decision.id, by);
      const third = await runOf(service, id);
      assert.notEqual(refineOf(third).stageKey, refineOf(second).stageKey);
      assert.equal((await report(third)).held_back, 1);
    });

    it('tell of records that are gone, and refuse what is not clear', async () => {
      const run = await runOf(service, await uploadText(service, 'notes', REST));
      const by = { by: '林', reason: '不適用' };
      const decide = (request: object) =>
        service.decisions.decide('notes', { action: 'drop', ...request, ...by });
      await decide({ content: 'f'.repeat(32) });
      const later = await runOf(service, await uploadText(service, 'notes', row('又一件', '工務局') + REST));
      assert.equal((await report(later)).decided.without_record, 1);
      assert.match(refineOf(later).summary!.warnings![0]!.en, /1 decisions of people/);
      await assert.rejects(decide({}), { code: 'DECISION_INVALID' });
      await assert.rejects(decide({ rule: 'pii', action: 'relabel', label: 'x' }), {
        code: 'DECISION_INVALID',
      });
      await assert.rejects(decide({ run: run.id, record: 'line:99' }), { code: 'RECORD_NOT_FOUND' });
      const foreign = { run: run.id, record: 'line:1', action: 'drop' as const, ...by };
      await assert.rejects(service.decisions.decide('letters', foreign), { code: 'DECISION_OTHER_DATASET' });
    });
  });
}
