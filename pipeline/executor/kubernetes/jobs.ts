import { relative, sep } from 'node:path';
import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { KubernetesSettings } from '../../contracts/kubernetes.ts';
import { KubernetesClient } from '../../kubernetes/client.ts';
import { jobManifest } from '../../kubernetes/job-manifest.ts';
import type { FinalState, SeenJob } from '../../kubernetes/job-state.ts';
import { lookAtJobs } from '../../kubernetes/looks.ts';
import { installationOf, isJobOf, jobNameOf } from '../../kubernetes/names.ts';
import type { LookAtJobs } from '../cluster/board.ts';
import type { ClusterJobs, ClusterWork, EndedJob, WaitingFor } from '../cluster/jobs.ts';
import { type Laid, LayOut, type Outfit } from '../cluster/lay-out.ts';
import type { Outcome } from '../cluster/outcome.ts';
import { type Patience, patiently } from '../cluster/patience.ts';
import { SharedFolder } from '../cluster/place.ts';
import { faultOf, KUBERNETES_FOLDER } from './outcome.ts';
import { awayMessage, messageOf } from './progress.ts';

const PATIENCE: Patience = {
  passing: ['KUBERNETES_UNREACHABLE', 'KUBERNETES_UNAUTHORIZED', 'KUBERNETES_QUOTA'],
  waitingFor: awayMessage,
};

export interface KubernetesJobsOptions {
  readonly kubernetes: KubernetesSettings;
  /** Tells jobs of several installations in one namespace of the cluster apart. */
  readonly namespace: string;
  readonly packageDirectory: string;
}

/** Model work as Jobs of Kubernetes. A Job is known again by its name, which says what work it does. */
export class KubernetesJobs implements ClusterJobs<SeenJob, FinalState> {
  readonly name = 'kubernetes';
  readonly verbs;
  readonly pollMs: number;
  readonly folder: SharedFolder;
  readonly layOut: LayOut;
  readonly words = { seen: messageOf, away: awayMessage };
  readonly look: LookAtJobs<SeenJob, FinalState>;
  readonly #kubernetes: KubernetesSettings;
  readonly #client: KubernetesClient;
  readonly #installation: string;

  constructor({ kubernetes, namespace, packageDirectory }: KubernetesJobsOptions) {
    this.#kubernetes = kubernetes;
    this.#installation = installationOf(namespace);
    this.#client = new KubernetesClient(kubernetes.connection);
    this.verbs = kubernetes.work;
    this.pollMs = kubernetes.pollSeconds * 1000;
    this.look = (names, signal) => lookAtJobs(this.#client, this.#installation, names, signal);
    const { shared, mount } = kubernetes.volume;
    this.folder = new SharedFolder(shared, KUBERNETES_FOLDER, mount);
    this.layOut = new LayOut(this.folder, packageDirectory);
  }

  owns(id: string, key: string): boolean {
    return isJobOf(id, key);
  }

  async find(work: ClusterWork, waiting: WaitingFor): Promise<string | null> {
    if (!work.begun) return null;
    const name = await nameOf(work);
    const known = await patiently(PATIENCE, waiting, () => this.#client.job(name, waiting.signal));
    return known === null ? null : name;
  }

  outfit(): Outfit {
    const { device, cpus: threads } = this.#kubernetes.pod;
    return { device, threads, files: {} };
  }

  async submit(work: ClusterWork, laid: Laid, waiting: WaitingFor): Promise<string> {
    const { key, job, place, number } = work;
    const name = await nameOf(work);
    const order = {
      ...{ name, installation: this.#installation, work: key, attempt: number, verb: job.verb },
      ...this.#below({ base: laid.base, program: laid.program, place: place.directory }),
    };
    const manifest = jobManifest(order, this.#kubernetes);
    // A name that is taken is this job: the answer to the last try was lost on its way.
    await patiently(PATIENCE, waiting, () => this.#client.createJob(manifest, waiting.signal));
    return name;
  }

  async cancel(id: string, signal: AbortSignal): Promise<void> {
    await this.#client.deleteJob(id, signal);
  }

  spoke(state: FinalState | null): boolean {
    return state?.kind === 'complete' || (state?.exitCode ?? null) !== null;
  }

  async faultOf(ended: EndedJob<FinalState>, outcome: Outcome | null): Promise<TouchstoneError> {
    return faultOf(ended, outcome, ended.place.directory);
  }

  async account({ state }: EndedJob<FinalState>): Promise<Record<string, unknown>> {
    return { seconds: state?.seconds ?? null };
  }

  /** Paths as the volume has them. */
  #below<T extends Laid & { readonly place: string }>(paths: T): { [name in keyof T]: string } {
    const { root } = this.folder;
    const below = Object.entries(paths).map(([name, path]) => [
      name,
      relative(root, path).replaceAll(sep, '/'),
    ]);
    return Object.fromEntries(below) as { [name in keyof T]: string };
  }
}

async function nameOf({ key, place, number }: ClusterWork): Promise<string> {
  return jobNameOf(key, await place.life(), number);
}
