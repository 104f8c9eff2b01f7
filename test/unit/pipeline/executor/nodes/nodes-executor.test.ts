import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { WorkDesk, WorkDraft, WorkState } from '../../../../../pipeline/contracts/nodes/work.ts';
import type { StageProgress } from '../../../../../pipeline/contracts/stage.ts';
import type { PredictJob } from '../../../../../pipeline/contracts/trainer.ts';
import { NodesExecutor } from '../../../../../pipeline/executor/nodes/executor.ts';
import { waitingProgress } from '../../../../../pipeline/executor/nodes/waiting.ts';
import { DirectoryStore } from '../../../../../pipeline/store/artifacts/directory.ts';

const NEEDS = { gpus: 2, memoryMib: 81_920, labels: ['h200'] };
const STATE: WorkState = {
  ...{ status: 'waiting', node: null, progress: null, outlook: null },
  ...{ result: null, outputs: null, error: null },
};

describe('work that waits for a node', () => {
  it('says its place, and when it is expected to begin', () => {
    const said = (startsInSeconds: number | null, fitting = 3) =>
      waitingProgress({ place: 2, of: 9, fitting, startsInSeconds }, NEEDS).message!;
    assert.equal(said(20).en, 'Waiting for a node: place 2 of 9, expected to begin within a minute');
    assert.equal(said(20)['zh-TW'], '等候節點：第 2 位，共 9 位，預計一分鐘內開始');
    assert.match(said(500).en, /in about 9 min$/);
    assert.match(said(1000).en, /in about 15 min$/);
    assert.match(said(9000)['zh-TW'], /預計約 3 小時後開始$/);
    assert.match(said(null).en, /place 2 of 9$/);
    assert.equal(
      said(null, 0).en,
      'No node that is there fits: it needs 2 GPUs, 80 GiB of memory, labels h200; the work waits for one',
    );
    assert.match(said(null, 0)['zh-TW'], /需要 2 張 GPU、80 GiB 記憶體、標籤 h200/);
  });
});

describe('work that is handed to nodes', () => {
  let home: string;
  let artifacts: DirectoryStore;
  let offered: WorkDraft[];
  let told: StageProgress[];
  let withdrawn: string[];
  let job: PredictJob;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-executor-'));
    artifacts = await DirectoryStore.open(join(home, 'artifacts'));
    [offered, told, withdrawn] = [[], [], []];
    await writeFile(join(home, 'records'), 'records');
    job = {
      ...{ verb: 'predict', base_dir: '/bases/tiny', work_dir: join(home, 'w'), out_dir: join(home, 'out') },
      ...{ records: join(home, 'records'), labels: null, prompt: { id: 'p', system: null, user: '{input}' } },
      ...{
        chat_format: {} as PredictJob['chat_format'],
        mode: 'generate',
        max_length: 8,
        batch_size: 1,
        seed: 0,
      },
      systems: [
        { id: 'base', adapter_dir: null },
        { id: 'frozen', adapter_dir: null, learns_from: join(home, 'records') },
      ],
    };
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const run = (
    states: (draft: WorkDraft) => AsyncGenerator<WorkState>,
    signal = new AbortController().signal,
  ) => {
    let going: AsyncGenerator<WorkState> | null = null;
    const desk: WorkDesk = {
      offer: async (draft) => void offered.push(draft),
      offerIfFree: async () => false,
      look: async () => {
        going ??= states(offered[0]!);
        const { value } = await going.next();
        return value as WorkState;
      },
      withdraw: async (id) => void withdrawn.push(id),
      redo: async () => undefined,
    };
    const executor = new NodesExecutor({
      ...{ desk, artifacts, verbs: ['predict'], needsOf: () => NEEDS },
      local: { run: async () => ({ here: true }) },
      filesOfBase: async () => [{ path: 'config.json', digest: 'b'.repeat(64), bytes: 2 }],
    });
    const of = { runId: 'run_1', stage: 'evaluate', stageKey: 'k', project: 'p', priority: 0 } as const;
    return executor.run(job, { onProgress: (one) => told.push(one), signal, of });
  };

  it('carries no path of this machine, has a name that is the same again, and comes back as files', async () => {
    const { digest, bytes } = await artifacts.putBytes('answers');
    const done = {
      ...STATE,
      status: 'done',
      result: { ok: 1 },
      outputs: [{ path: 'p.arrow', digest, bytes }],
    } as const;
    const message = { en: 'resumed', 'zh-TW': '繼續' };
    const states = async function* () {
      yield STATE;
      yield { ...STATE, status: 'leased', node: 'gpu-1' } as const;
      yield { ...STATE, status: 'leased', progress: { percent: 10, message } } as const;
      yield { ...STATE, status: 'leased', progress: { percent: 20, message } } as const;
      yield done;
    };
    assert.deepEqual(await run(states), { ok: 1 });
    assert.equal(await readFile(join(home, 'out', 'p.arrow'), 'utf8'), 'answers');
    assert.ok(!JSON.stringify(offered[0]!.envelope).includes(home));
    assert.deepEqual(offered[0]!.envelope.job.systems, [
      { id: 'base', adapter_dir: null },
      { id: 'frozen', adapter_dir: null, learns_from: 'input:learnt-1' },
    ]);
    assert.deepEqual(
      told.map(({ percent, message: text }) => [percent, text?.en]),
      [
        [0, 'Waiting for a node'],
        [0, 'Node gpu-1 is at work on it'],
        [10, 'resumed'],
        [20, undefined],
      ],
    );
    job = { ...job, out_dir: join(home, 'elsewhere') };
    await run(async function* () {
      yield done;
    });
    assert.equal(offered[1]!.id, offered[0]!.id);
  });

  it('fails as its node says, is withdrawn with its run, and stays where it is when the service ends', async () => {
    const failed = {
      ...STATE,
      status: 'failed',
      error: { code: 'TRAINER_DIVERGED', params: { step: 3 } },
    } as const;
    await assert.rejects(
      run(async function* () {
        yield failed;
      }),
      { code: 'TRAINER_DIVERGED' },
    );
    for (const [code, gone] of [
      ['TRAINER_INTERRUPTED', 0],
      ['RUN_CANCELLED', 1],
    ] as const) {
      const abort = new AbortController();
      const endless = async function* () {
        for (;;) {
          yield STATE;
          abort.abort(new TouchstoneError(code));
        }
      };
      await assert.rejects(run(endless, abort.signal), { code });
      assert.equal(withdrawn.length, gone);
    }
  });
});
