import { basename, join } from 'node:path';
import { type Catalogue, readCatalogue } from '../bases/catalogue.ts';
import { BaseRoom } from '../bases/store.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import type { Settings } from '../config/settings.ts';
import type { WorkNeeds } from '../contracts/nodes/work.ts';
import type { ModelWork } from '../contracts/stage.ts';
import { JenkinsExecutor } from '../executor/jenkins/executor.ts';
import { LocalExecutor } from '../executor/local.ts';
import type { NodeJob } from '../executor/nodes/envelope.ts';
import { NodesExecutor } from '../executor/nodes/executor.ts';
import { OneAtATime } from '../executor/one-at-a-time.ts';
import { SlurmExecutor } from '../executor/slurm/executor.ts';
import type { AssemblyOptions } from './assembly-options.ts';
import type { NodeRoom } from './node-room.ts';

/**
 * Where model work is done, and where base models lie: on nodes, a Slurm cluster or agents of Jenkins where the settings say so,
 * all else here.
 */
export function modelRooms(
  { settings, environment, stores }: AssemblyOptions,
  nodes: Pick<NodeRoom, 'desk' | 'bases'>,
): { readonly model: ModelWork; readonly bases: BaseRoom } {
  const { home, trainer, jenkins, slurm, namespace } = settings;
  const packageDirectory = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');
  const directory = join(home, 'trainer');
  const here = new LocalExecutor({ trainer, packageDirectory, directory, environment });
  const catalogue = readCatalogue(settings.catalogue ?? undefined);
  const bases = new BaseRoom({
    directory: join(home, 'bases'),
    catalogue,
    work: here,
    python: trainer.python,
  });
  // The settings name one of them at most.
  const training = jenkins?.training ?? null;
  const { hands } = settings.nodes;
  if (slurm !== null) {
    const model = new SlurmExecutor({ slurm, namespace, home, local: here, packageDirectory, environment });
    return { model, bases };
  }
  if (jenkins !== null && training !== null)
    return { model: new JenkinsExecutor({ jenkins, training, local: here, directory }), bases };
  if (hands === 'off') return { model: here, bases };
  const model = new NodesExecutor({
    desk: nodes.desk,
    local: new OneAtATime(here),
    verbs: hands === 'all' ? ['train', 'predict'] : ['train'],
    artifacts: stores.artifacts,
    filesOfBase: (base) => nodes.bases.filesOf(base),
    needsOf: (job) => needsOf(job, settings.nodes, catalogue),
  });
  return { model, bases };
}

/** By what the catalogue says of the base: its directory is called as it is. */
function needsOf(job: NodeJob, { labels, gpus }: Settings['nodes'], catalogue: Catalogue): WorkNeeds {
  const memory = catalogue.entries.find(({ id }) => id === basename(job.base_dir))?.memory;
  const gib = job.verb === 'train' ? memory?.train_gib : memory?.infer_gib;
  return { labels, gpus, memoryMib: Math.ceil((gib ?? 0) * 1024) };
}
