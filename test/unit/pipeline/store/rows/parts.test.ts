import assert from 'node:assert/strict';
import { newId } from '../../../../../pipeline/config/ids.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import { addVersion } from '../../../../../pipeline/store/rows/datasets.ts';
import { rawDigests } from '../../../../../pipeline/store/rows/expiry.ts';
import { memorise } from '../../../../../pipeline/store/rows/memo.ts';
import {
  type AskedPart,
  askForParts,
  beatPart,
  claimNextPart,
  claimPart,
  finishPart,
  freeParts,
  freePartsOf,
  leavePart,
  partStates,
} from '../../../../../pipeline/store/rows/parts.ts';
import { endRun, insertRun, nextGeneration } from '../../../../../pipeline/store/rows/runs.ts';
import { onEveryDatabase, unique } from '../databases.ts';

const BLOB = { kind: 'blob', digest: 'd'.repeat(64), bytes: 9 } as const;
let made = 0;
const freshKey = () => `${process.pid}${Date.now()}${made++}`.padStart(64, '0');
const asked = (key = freshKey(), done = false): AskedPart => ({
  ...{ key, part: 'refine/look', inputs: { records: BLOB, other: null }, config: { start: 1 }, done },
});

onEveryDatabase('parts of stages', (database) => {
  const newRun = async () => {
    const name = unique('letters');
    const upload = {
      dataset: name,
      digest: freshKey(),
      bytes: 1,
      filename: 'x',
      by: null,
      expireAfterDays: null,
    };
    const version = await addVersion(database(), upload);
    const id = newId('run');
    const spec = pipelineSpecSchema.parse({});
    const trigger = { kind: 'api', by: null } as const;
    await insertRun(database(), { id, name: 'm', dataset_id: version.id, test_id: null, spec, trigger });
    return { version, runId: id, of: { runId: id, stage: 'refine' } as const };
  };
  const isFree = async (runId: string) =>
    (await freeParts(database())).filter((one) => one.runId === runId).map(({ part }) => part);

  it('are claimed in their order, by one at a time, with all that they need', async () => {
    const { of } = await newRun();
    const parts = [asked(), asked(), asked(freshKey(), true)];
    const keys = parts.map(({ key }) => key);
    await askForParts(database(), of, 1, parts);
    const first = await claimNextPart(database(), of, keys, 'a');
    const second = await claimNextPart(database(), of, keys, 'b');
    assert.deepEqual([first?.key, second?.key], keys.slice(0, 2));
    assert.equal(await claimNextPart(database(), of, keys, 'c'), null);
    assert.deepEqual(
      { part: first?.part, inputs: first?.inputs, config: first?.config },
      { part: 'refine/look', inputs: parts[0]!.inputs, config: parts[0]!.config },
    );
    await finishPart(database(), first!);
    assert.deepEqual(
      (await partStates(database(), of)).map(({ key, done }) => [key, done]).sort(),
      [
        [keys[0], true],
        [keys[1], false],
        [keys[2], true],
      ].sort(),
    );
  });

  it('go to another where their service died, whose word then counts no more', async () => {
    const { of } = await newRun();
    const part = asked();
    await askForParts(database(), of, 1, [part]);
    const dead = await claimNextPart(database(), of, [part.key], 'dead');
    assert.equal(await beatPart(database(), dead!), true);
    await database().query(
      `UPDATE touchstone.parts SET heartbeat = now() - interval '20 seconds' WHERE run_id = $1`,
      [of.runId],
    );
    const heir = await claimNextPart(database(), of, [part.key], 'heir');
    assert.equal(heir?.key, part.key);
    assert.equal(await beatPart(database(), dead!), false);
    await leavePart(database(), dead!, new TouchstoneError('RUN_CANCELLED'));
    await finishPart(database(), dead!);
    assert.deepEqual(await partStates(database(), of), [{ key: part.key, done: false, error: null }]);
    assert.equal(await beatPart(database(), heir!), true);
  });

  it('are offered again where the queue lost them, or their service began anew', async () => {
    const { of, runId } = await newRun();
    const part = asked();
    await askForParts(database(), of, 1, [part]);
    assert.deepEqual(await isFree(runId), [part.key]);
    await claimNextPart(database(), of, [part.key], 'me');
    assert.deepEqual(await isFree(runId), []);
    await freePartsOf(database(), 'me');
    assert.deepEqual(await isFree(runId), [part.key]);
    await endRun(database(), runId, { status: 'cancelled', error: null });
    assert.deepEqual(await isFree(runId), []);
  });

  it('of an older generation are left alone, and those of a run that ended are stopped', async () => {
    const { of, runId } = await newRun();
    const part = asked();
    const claim = (generation: number) => claimPart(database(), { runId, key: part.key, generation }, 'me');
    await askForParts(database(), of, 1, [part]);
    const generation = (await nextGeneration(database(), runId))!;
    assert.deepEqual([await claim(1), await claim(generation)], [null, null]);
    await askForParts(database(), of, generation, [part]);
    const mine = await claim(generation);
    assert.equal(mine?.key, part.key);
    await endRun(database(), runId, { status: 'failed', error: null });
    assert.equal(await beatPart(database(), mine!), false);
  });

  it('that failed stay so until the stage asks again', async () => {
    const { of } = await newRun();
    const part = asked();
    await askForParts(database(), of, 1, [part]);
    const mine = await claimNextPart(database(), of, [part.key], 'me');
    await leavePart(
      database(),
      mine!,
      new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'dataset' } }),
    );
    assert.equal(await claimNextPart(database(), of, [part.key], 'you'), null);
    assert.equal((await partStates(database(), of))[0]?.error?.code, 'INPUT_NO_RECORDS');
    await askForParts(database(), of, 1, [part]);
    assert.equal((await claimNextPart(database(), of, [part.key], 'you'))?.key, part.key);
  });

  it('go with the raw file that they were made from', async () => {
    const { of, version, runId } = await newRun();
    const part = asked();
    await askForParts(database(), of, 1, [part]);
    const digest = freshKey();
    const result = {
      outputs: { looks: { kind: 'blob', digest, bytes: 1 } as const, none: null },
      summary: {},
    };
    await memorise(database(), { stageKey: part.key, stage: part.part, result, seconds: 1, code: 'x' });
    const raw = async () => (await rawDigests(database(), version)).find((one) => one.digest === digest);
    assert.deepEqual(await raw(), { digest, busy: true });
    await endRun(database(), runId, { status: 'succeeded', error: null });
    assert.deepEqual(await raw(), { digest, busy: false });
  });
});
