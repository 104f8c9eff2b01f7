import { basename, join } from 'node:path';
import { type Catalogue, readCatalogue } from '../bases/catalogue.ts';
import { BaseRoom } from '../bases/store.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import type { Settings } from '../config/settings.ts';
import type { WorkNeeds } from '../contracts/nodes/work.ts';
import type { ModelWork } from '../contracts/stage.ts';
import { ClusterExecutor } from '../executor/cluster/executor.ts';
import { JenkinsExecutor } from '../executor/jenkins/executor.ts';
import { KubernetesJobs } from '../executor/kubernetes/jobs.ts';
import { LocalExecutor } from '../executor/local.ts';
import type { NodeJob } from '../executor/nodes/envelope.ts';
import { NodesExecutor } from '../executor/nodes/executor.ts';
import { OneAtATime } from '../executor/one-at-a-time.ts';
import { SlurmJobs } from '../executor/slurm/jobs.ts';
import type { AssemblyOptions } from './assembly-options.ts';
import type { NodeRoom } from './node-room.ts';

const PACKAGE_DIRECTORY = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');

/** Model work of this machine, and the base models that lie here. */
export interface LocalRooms {
  readonly model: LocalExecutor;
  readonly bases: BaseRoom;
  readonly catalogue: Catalogue;
}

/** What is done on this machine whatever the settings hand elsewhere. */
export function localRooms({
  settings,
  environment,
}: Pick<AssemblyOptions, 'settings' | 'environment'>): LocalRooms {
  const { home, trainer } = settings;
  const model = new LocalExecutor({
    trainer,
    packageDirectory: PACKAGE_DIRECTORY,
    directory: join(home, 'trainer'),
    environment,
  });
  const catalogue = readCatalogue(settings.catalogue ?? undefined);
  const bases = new BaseRoom({
    directory: join(home, 'bases'),
    catalogue,
    work: model,
    python: trainer.python,
  });
  return { model, bases, catalogue };
}

/**
 * Where model work is done, and where base models lie: on nodes, a Slurm or Kubernetes cluster or agents of Jenkins where the settings say so (they
 * name one at most), all else here.
 */
export function modelRooms(
  options: AssemblyOptions,
  nodes: Pick<NodeRoom, 'desk' | 'bases'>,
): { readonly model: ModelWork; readonly bases: BaseRoom } {
  const { settings, environment, stores } = options;
  const { home, jenkins, kubernetes, slurm, namespace } = settings;
  const { hands } = settings.nodes;
  const { model: local, bases, catalogue } = localRooms(options);
  const packageDirectory = PACKAGE_DIRECTORY;
  if (slurm !== null) {
    const jobs = new SlurmJobs({ slurm, namespace, packageDirectory, environment });
    return { model: new ClusterExecutor(jobs, { home, local }), bases };
  }
  if (kubernetes !== null) {
    const jobs = new KubernetesJobs({ kubernetes, namespace, packageDirectory });
    return { model: new ClusterExecutor(jobs, { home, local }), bases };
  }
  const training = jenkins?.training ?? null;
  if (jenkins !== null && training !== null) {
    const directory = join(home, 'trainer');
    return { model: new JenkinsExecutor({ jenkins, training, local, directory }), bases };
  }
  if (hands === 'off') return { model: local, bases };
  const model = new NodesExecutor({
    desk: nodes.desk,
    local: new OneAtATime(local),
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
