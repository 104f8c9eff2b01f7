import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecords } from '../../../../../datasets/arrow/read.ts';
import type { DatasetRecord, TaskDescription } from '../../../../../pipeline/contracts/record.ts';
import type { ModelWork } from '../../../../../pipeline/contracts/stage.ts';
import type { PredictJob, TrainerJob } from '../../../../../pipeline/contracts/trainer.ts';
import { type AskedPairs, askPairs } from '../../../../../stages/evaluate/pairs/ask-pairs.ts';
import { preferenceOf } from '../../../../../stages/evaluate/pairs/preference.ts';
import { trainedSystems } from '../../../../../stages/evaluate/systems.ts';
import { type FakeContext, fakeContext } from '../../context.ts';
import { baseModel, storeRecords } from '../../records.ts';
import { predictionsFile } from '../predictions-file.ts';

const TASK: TaskDescription = {
  kind: 'generation',
  language: 'zh-TW',
  labels: [],
  prompt: { id: 'passthrough.v1', system: null, user: '{input}' },
  answer_tokens: 24,
  preference: true,
};

type Scores = readonly (readonly [own: number, other: number])[];

const table = (scores: Scores, ids = scores.map((_, at) => `p${at}`)) =>
  predictionsFile(
    scores.map((logLikelihood, at) => {
      const prediction = logLikelihood[0] >= logLikelihood[1] ? 'chosen' : 'rejected';
      return { id: ids[at]!, prediction, probabilities: [0.5, 0.5], logLikelihood };
    }),
  );

const asked = (base: Scores, tuned: Scores): AskedPairs => ({
  ids: base.map((_, at) => `p${at}`),
  of: base.length + 1,
  base: table(base),
  tuned: table(tuned),
});

describe('what tuning made of pairs of answers', () => {
  it('is the share whose better answer gained more, whatever either was worth before', () => {
    // Margins: +2, −1, +900 (a ratio that no number between 0 and 1 can hold), +0.5, 0.
    const base: Scores = [
      [-10, -2],
      [-3, -3],
      [-1000, -5],
      [-4, -6],
      [-1, -1],
    ];
    const tuned: Scores = [
      [-8, -2],
      [-3, -2],
      [-200, -105],
      [-3.5, -6],
      [-2, -2],
    ];
    const found = preferenceOf(asked(base, tuned), 0.95);
    assert.deepEqual([found.pairs, found.of, found.preferred, found.share], [5, 6, 3, 0.6]);
    assert.ok(Math.abs(found.margin - (2 - 1 + 900 + 0.5 + 0) / 5) < 1e-9);
    // scipy.stats.binomtest(3, 5): p 1; proportion_ci(method="exact") 0.14663, 0.94726.
    assert.equal(found.p, 1);
    assert.deepEqual(
      found.interval.map((end) => end.toFixed(5)),
      ['0.14663', '0.94726'],
    );
  });

  for (const [what, tuned] of Object.entries({
    'other records': table([[-1, -2]], ['q0']),
    'fewer records': table([]),
    'one score': predictionsFile([
      { id: 'p0', prediction: 'chosen', probabilities: [1], logLikelihood: [-1] },
    ]),
    'what is no logarithm': table([[1, -2]]),
    'no number': table([[Number.NaN, -2]]),
    'no scores': predictionsFile([{ id: 'p0', prediction: 'chosen' }]),
  }))
    it(`is refused of ${what}`, () => {
      const pairs = { ids: ['p0'], of: 1, base: table([[-1, -1]]), tuned };
      assert.throws(() => preferenceOf(pairs, 0.95), { code: 'TRAINER_OUTPUT' });
    });
});

describe('asking about pairs of answers', () => {
  let context: FakeContext;
  let jobs: PredictJob[];
  beforeEach(async () => {
    jobs = [];
    context = await fakeContext({ model: scorer(jobs) });
  });
  afterEach(() => context.close());

  const record = (id: string, meta: string | null): DatasetRecord => {
    const messages = [
      { role: 'user' as const, content: `第 ${id} 件` },
      { role: 'assistant' as const, content: '好' },
    ];
    return { id, messages, label: null, split: null, source: 'upload', meta };
  };

  async function ask(records: readonly DatasetRecord[], task: TaskDescription) {
    const { artifacts } = context;
    const { digest, bytes } = await artifacts.putBytes('weights');
    const adapter = await artifacts.putTreeOf([{ path: 'adapter_model.safetensors', digest, bytes }]);
    const systems = trainedSystems(baseModel({}), adapter, task, 256);
    return askPairs(systems, task, await storeRecords(artifacts, records), context, () => {});
  }

  it('asks base and tuned model, in one job, about the records that have two answers', async () => {
    const both = ['p0', 'p1'].map((id) => record(id, JSON.stringify({ rejected: '不好', more: 1 })));
    const pairs = await ask([both[0]!, record('x', null), both[1]!], TASK);
    const [job, ...more] = jobs;
    assert.deepEqual([job!.mode, job!.labels, more], ['pairs', null, []]);
    assert.deepEqual(job!.systems.map(({ id }) => id).sort(), ['base', 'tuned']);
    assert.deepEqual([pairs!.ids, pairs!.of], [['p0', 'p1'], 3]);
    const found = preferenceOf(pairs!, 0.95);
    assert.deepEqual([found.preferred, found.margin], [2, 3]);
  });

  it('asks nothing where there are no pairs, or the dataset is not one of pairs', async () => {
    assert.equal(await ask([record('x', null)], TASK), null);
    const { preference: _, ...plain } = TASK;
    assert.equal(await ask([record('p0', '{"rejected": "不好"}')], plain), null);
    assert.deepEqual(jobs, []);
  });
});

/** A trainer whose tuned model finds every better answer likelier by 3 than the base does. */
function scorer(jobs: PredictJob[]): ModelWork {
  return {
    run: async (job: TrainerJob) => {
      assert.equal(job.verb, 'predict');
      jobs.push(job);
      const ids: string[] = [];
      for await (const group of readRecords(createReadStream(job.records))) {
        for (const { id, meta } of group) {
          assert.deepEqual(JSON.parse(meta!), { rejected: '不好' });
          ids.push(id);
        }
      }
      await mkdir(job.out_dir, { recursive: true });
      for (const { id, adapter_dir: adapter } of job.systems) {
        const own = adapter === null ? -5 : -2;
        const file = join(job.out_dir, `${id}.predictions.arrow`);
        await writeFile(
          file,
          table(
            ids.map(() => [own, -4] as const),
            ids,
          ),
        );
      }
      return { truncated_records: 0 };
    },
  };
}
