import assert from 'node:assert/strict';
import type { TrainerJob, TrainerResult } from '../../../../pipeline/contracts/trainer.ts';
import {
  type FreeNodes,
  NodesFirst,
  type QueueingCluster,
} from '../../../../pipeline/executor/nodes-first.ts';

type Verb = TrainerJob['verb'];
const job = (verb: Verb, name = 'a') => ({ verb, out_dir: name }) as unknown as TrainerJob;
const nameOf = (given: TrainerJob) => (given as unknown as { out_dir: string }).out_dir;
const OPTIONS = { onProgress: () => {}, signal: new AbortController().signal };

/** Two places that say who did what. `free`: nodes that have nothing to do. */
function places(free: number, held: readonly string[] = [], verbs: readonly Verb[] = ['train', 'predict']) {
  const offered = new Set<string>();
  const takes = (given: TrainerJob): given is never => verbs.includes(given.verb);
  const ran: [place: string, job: string][] = [];
  const run =
    (place: string) =>
    async (given: TrainerJob): Promise<TrainerResult> => {
      ran.push([place, nameOf(given)]);
      return { place };
    };
  const nodes: FreeNodes = {
    takes,
    run: run('nodes'),
    offerIfFree: async (given) => {
      const already = offered.size;
      await new Promise((resolve) => setImmediate(resolve));
      if (already >= free) return false;
      offered.add(nameOf(given));
      return true;
    },
  };
  const cluster: QueueingCluster = {
    takes: (given): given is never => given.verb === 'train',
    holds: async (given) => held.includes(nameOf(given)),
    run: run('cluster'),
  };
  return { first: new NodesFirst(nodes, cluster), ran };
}

describe('nodes first, and a cluster beyond them', () => {
  it('gives each free node one work of those that come at the same moment, and the cluster the rest', async () => {
    const { first, ran } = places(2);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => first.run(job('train', name), OPTIONS)));
    assert.deepEqual(ran.map(([place]) => place).sort(), ['cluster', 'cluster', 'nodes', 'nodes']);
  });

  it('leaves work where it is under way', async () => {
    const { first, ran } = places(2, ['b']);
    for (const name of ['a', 'b']) await first.run(job('train', name), OPTIONS);
    assert.deepEqual(ran, [
      ['nodes', 'a'],
      ['cluster', 'b'],
    ]);
  });

  it('gives work that one of them alone takes to that one', async () => {
    const { first, ran } = places(0);
    await first.run(job('predict'), OPTIONS);
    const { first: other, ran: elsewhere } = places(2, [], ['predict']);
    await other.run(job('train'), OPTIONS);
    assert.deepEqual(
      [...ran, ...elsewhere].map(([place]) => place),
      ['nodes', 'cluster'],
    );
  });

  it('goes on choosing after a choice that failed, and begins nothing for who has left', async () => {
    const { first, ran } = places(1);
    const gone = AbortSignal.abort(new Error('cancelled'));
    await assert.rejects(first.run(job('train'), { ...OPTIONS, signal: gone }), /cancelled/);
    await first.run(job('train', 'b'), OPTIONS);
    assert.deepEqual(ran, [['nodes', 'b']]);
  });
});
