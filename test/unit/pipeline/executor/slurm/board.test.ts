import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { JobBoard, type Sighting } from '../../../../../pipeline/executor/cluster/board.ts';
import { lookAtQueue } from '../../../../../pipeline/executor/slurm/looks.ts';
import type { SlurmCommands } from '../../../../../pipeline/slurm/commands.ts';
import { type FinalState, stateOf } from '../../../../../pipeline/slurm/job-state.ts';
import type { QueuedJob } from '../../../../../pipeline/slurm/queue-json.ts';
import type { JobRecord } from '../../../../../pipeline/slurm/records.ts';

const job = (id: string, ...words: string[]): QueuedJob => ({
  ...stateOf(words),
  ...{ id, name: `x-${id}`, reason: '', remark: '', start: null, restarts: 0, nodes: '', array: null },
});
const record = (id: string, state: string): JobRecord => ({
  ...stateOf([state]),
  ...{ id, exitStatus: 0, seconds: 1, nodes: '', allocated: '', cpuSeconds: null, peakBytes: null },
});

/** Answers look for look; the last answer is given from then on. */
function boardOn(
  looks: readonly (readonly QueuedJob[] | TouchstoneError)[],
  kept: readonly JobRecord[] = [],
) {
  const asked = { queue: 0, records: [] as string[][] };
  const commands = {
    queue: async () => {
      const look = looks[Math.min(asked.queue++, looks.length - 1)]!;
      if (look instanceof TouchstoneError) throw look;
      return look;
    },
    records: async (ids: readonly string[]) => {
      asked.records.push([...ids]);
      return new Map(kept.filter(({ id }) => ids.includes(id)).map((one) => [one.id, one]));
    },
  } as unknown as SlurmCommands;
  return { board: new JobBoard((ids, signal) => lookAtQueue(commands, 'x-', ids, signal), 1), asked };
}
const never = new AbortController().signal;

describe('following jobs', () => {
  it('asks once a round for all of them, and no more when they have ended', async () => {
    const running = [job('1', 'RUNNING'), job('2', 'PENDING'), job('3', 'RUNNING')];
    const { board, asked } = boardOn([
      running,
      running,
      [job('1', 'COMPLETED'), job('2', 'FAILED'), job('3', 'CANCELLED')],
    ]);
    const ends = await Promise.all(['1', '2', '3'].map((id) => board.follow(id, () => {}, never)));
    assert.deepEqual(ends, ['COMPLETED', 'FAILED', 'CANCELLED']);
    assert.deepEqual(asked, { queue: 3, records: [] });
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(asked.queue, 3);
  });

  it('waits through an absence, and says so', async () => {
    const away = new TouchstoneError('SLURM_UNREACHABLE', { params: { detail: 'connect failure' } });
    const { board } = boardOn([[job('1', 'RUNNING')], away, away, [job('1', 'COMPLETED')]]);
    const seen: Sighting<QueuedJob, FinalState>[] = [];
    assert.equal(await board.follow('1', (sighting) => seen.push(sighting), never), 'COMPLETED');
    assert.deepEqual(
      seen.map(({ kind }) => kind),
      ['seen', 'away', 'away'],
    );
  });

  it('asks the records for jobs that have left the queue, all at once', async () => {
    const { board, asked } = boardOn([[]], [record('1', 'COMPLETED'), record('2', 'TIMEOUT')]);
    const ends = await Promise.all(['1', '2', '3'].map((id) => board.follow(id, () => {}, never)));
    assert.deepEqual(ends, ['COMPLETED', 'TIMEOUT', null]);
    assert.deepEqual(asked.records, [['1', '2', '3'], ['3']]);
  });

  it('does not take a job for ended that is queued again', async () => {
    const { board } = boardOn([
      [job('1', 'PREEMPTED', 'REQUEUED')],
      [job('1', 'COMPLETING')],
      [job('1', 'COMPLETED')],
    ]);
    assert.equal(await board.follow('1', () => {}, never), 'COMPLETED');
  });

  it('ends with what is no absence, and with the signal’s reason', async () => {
    const odd = new TouchstoneError('SLURM_ANSWER', { params: { command: 'squeue', detail: 'x' } });
    await assert.rejects(
      boardOn([odd]).board.follow('1', () => {}, never),
      /SLURM_ANSWER/,
    );
    const controller = new AbortController();
    const { board } = boardOn([[job('1', 'RUNNING')]]);
    const following = board.follow('1', () => controller.abort(new Error('stop')), controller.signal);
    await assert.rejects(following, /stop/);
    const again = boardOn([[job('1', 'RUNNING')], [job('1', 'COMPLETED')]]);
    assert.equal(await again.board.follow('1', () => {}, never), 'COMPLETED');
  });
});
