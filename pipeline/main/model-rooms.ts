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
import { NodesFirst, type QueueingCluster } from '../executor/nodes-first.ts';
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
 * Where model work is done, and where base models lie: on nodes, a Slurm or Kubernetes cluster, both nodes and a cluster, or agents of
 * Jenkins where the settings say so, all else here.
 */
export function modelRooms(
  options: AssemblyOptions,
  nodes: Pick<NodeRoom, 'desk' | 'bases'>,
): { readonly model: ModelWork; readonly bases: BaseRoom } {
  const { settings } = options;
  const { home, jenkins } = settings;
  const rooms = localRooms(options);
  const { model: local, bases } = rooms;
  const training = jenkins?.training ?? null;
  if (jenkins !== null && training !== null) {
    const directory = join(home, 'trainer');
    return { model: new JenkinsExecutor({ jenkins, training, local, directory }), bases };
  }
  const cluster = clusterOf(options, local);
  if (settings.nodes.hands === 'off') return { model: cluster ?? local, bases };
  const own = nodesOf(options, rooms, nodes);
  return { model: cluster === null ? own : new NodesFirst(own, cluster), bases };
}

function clusterOf({ settings, environment }: AssemblyOptions, local: ModelWork): QueueingCluster | null {
  const { home, kubernetes, slurm, namespace } = settings;
  const packageDirectory = PACKAGE_DIRECTORY;
  if (slurm !== null) {
    const jobs = new SlurmJobs({ slurm, namespace, packageDirectory, environment });
    return new ClusterExecutor(jobs, { home, local });
  }
  if (kubernetes === null) return null;
  return new ClusterExecutor(new KubernetesJobs({ kubernetes, namespace, packageDirectory }), {
    home,
    local,
  });
}

function nodesOf(
  { settings, stores }: AssemblyOptions,
  { model, catalogue }: LocalRooms,
  { desk, bases }: Pick<NodeRoom, 'desk' | 'bases'>,
): NodesExecutor {
  return new NodesExecutor({
    desk,
    local: new OneAtATime(model),
    verbs: settings.nodes.hands === 'all' ? ['train', 'predict'] : ['train'],
    artifacts: stores.artifacts,
    filesOfBase: (base) => bases.filesOf(base),
    needsOf: (job) => needsOf(job, settings.nodes, catalogue),
  });
}

/** By what the catalogue says of the base: its directory is called as it is. */
function needsOf(job: NodeJob, { labels, gpus }: Settings['nodes'], catalogue: Catalogue): WorkNeeds {
  const memory = catalogue.entries.find(({ id }) => id === basename(job.base_dir))?.memory;
  const gib = job.verb === 'train' ? memory?.train_gib : memory?.infer_gib;
  return { labels, gpus, memoryMib: Math.ceil((gib ?? 0) * 1024) };
}
