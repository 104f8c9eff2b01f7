import type {
  ConfigurationOptions,
  CoreV1Event,
  RequestContext,
  V1DeleteOptions,
  V1Job,
  V1PersistentVolumeClaim,
  V1Pod,
} from '@kubernetes/client-node';
import type { KubernetesConnection } from '../contracts/kubernetes.ts';
import { type Connection, connect } from './connection.ts';
import { failureOf, isExpired, isMissing, isThere } from './failure.ts';

/** An API server that says nothing for so long is away. */
const PATIENCE_MS = 30_000;
const PAGE = 250;
const MOST_PAGES = 40;

/** A right by the words of RBAC. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

type Library = typeof import('@kubernetes/client-node');
interface Page<T> {
  readonly items: T[];
  readonly metadata?: { readonly _continue?: string };
}

/**
 * Asks the API server. Errors: those of `failureOf`, `KUBERNETES_CONFIG`, the signal's reason. The library is loaded when it
 * is first needed: it is large, and few have a cluster.
 */
export class KubernetesClient {
  readonly #settings: KubernetesConnection;
  #connection: Promise<Connection> | null = null;

  constructor(settings: KubernetesConnection) {
    this.#settings = settings;
  }

  /** Creates a job; one of this name that is there already is the same one. */
  async createJob(body: V1Job, signal: AbortSignal): Promise<'made' | 'found'> {
    try {
      await this.#ask(signal, ({ library, options, namespace, make }) =>
        make(library.BatchV1Api).createNamespacedJob({ namespace, body, fieldValidation: 'Strict' }, options),
      );
      return 'made';
    } catch (error) {
      if (isThere(error)) return 'found';
      throw error;
    }
  }

  /** Null: there is none of this name. */
  job(name: string, signal: AbortSignal): Promise<V1Job | null> {
    return this.#ask(signal, ({ library, options, namespace, make }) =>
      make(library.BatchV1Api).readNamespacedJob({ namespace, name }, options),
    ).catch(nullWhereMissing);
  }

  jobs(labelSelector: string, signal: AbortSignal): Promise<V1Job[]> {
    return this.#all(signal, ({ library, options, namespace, make }, page) =>
      make(library.BatchV1Api).listNamespacedJob({ namespace, labelSelector, ...page }, options),
    );
  }

  pods(labelSelector: string, signal: AbortSignal): Promise<V1Pod[]> {
    return this.#all(signal, ({ library, options, namespace, make }, page) =>
      make(library.CoreV1Api).listNamespacedPod({ namespace, labelSelector, ...page }, options),
    );
  }

  /** What was noted of an object lately. */
  async events(uid: string, signal: AbortSignal): Promise<CoreV1Event[]> {
    const fieldSelector = `involvedObject.uid=${uid}`;
    const { items } = await this.#ask(signal, ({ library, options, namespace, make }) =>
      make(library.CoreV1Api).listNamespacedEvent({ namespace, fieldSelector, limit: PAGE }, options),
    );
    return items;
  }

  /** Deletes a job; it stays to be seen until its pods have ended. One that is gone already is well. */
  async deleteJob(name: string, signal: AbortSignal): Promise<void> {
    const body: V1DeleteOptions = { propagationPolicy: 'Foreground' };
    await this.#ask(signal, ({ library, options, namespace, make }) =>
      make(library.BatchV1Api).deleteNamespacedJob({ namespace, name, body }, options),
    ).catch(nullWhereMissing);
  }

  claim(name: string, signal: AbortSignal): Promise<V1PersistentVolumeClaim | null> {
    return this.#ask(signal, ({ library, options, namespace, make }) =>
      make(library.CoreV1Api).readNamespacedPersistentVolumeClaim({ namespace, name }, options),
    ).catch(nullWhereMissing);
  }

  /** `1.34.2`. */
  async version(signal: AbortSignal): Promise<string> {
    const { gitVersion } = await this.#ask(signal, ({ library, options, make }) =>
      make(library.VersionApi).getCode({}, options),
    );
    return gitVersion.replace(/^v/, '');
  }

  /** Whether the API server would let us do this. */
  async may({ group, resource, verb }: Right, signal: AbortSignal): Promise<boolean> {
    const { status } = await this.#ask(signal, ({ library, options, namespace, make }) =>
      make(library.AuthorizationV1Api).createSelfSubjectAccessReview(
        { body: { spec: { resourceAttributes: { namespace, group, resource, verb } } } },
        options,
      ),
    );
    return status?.allowed === true;
  }

  async namespace(): Promise<string> {
    return (await this.#connected()).namespace;
  }

  /** A long list by pages; where it takes so long that the rest has expired it is begun anew, once. */
  async #all<T>(
    signal: AbortSignal,
    work: (call: Call, page: { limit: number; _continue?: string }) => Promise<Page<T>>,
  ): Promise<T[]> {
    const read = async (): Promise<T[]> => {
      const found: T[] = [];
      let next: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const asked = { limit: PAGE, ...(next === undefined ? {} : { _continue: next }) };
        const { items, metadata } = await this.#ask(signal, (call) => work(call, asked));
        found.push(...items);
        next = metadata?._continue || undefined;
        if (next === undefined) break;
      }
      return found;
    };
    return read().catch((error: unknown) => {
      if (!isExpired(error)) throw error;
      return read();
    });
  }

  async #ask<T>(signal: AbortSignal, work: (call: Call) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const { config, namespace } = await this.#connected();
    const library = await import('@kubernetes/client-node');
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const http = new library.IsomorphicFetchHttpLibrary();
    const options: ConfigurationOptions = {
      httpApi: {
        send: (request: RequestContext) => {
          request.setSignal(patience);
          return http.send(request);
        },
      },
    };
    try {
      return await work({ library, options, namespace, make: (api) => config.makeApiClient(api) });
    } catch (thrown) {
      signal.throwIfAborted();
      const error = failureOf(thrown);
      // The file may hold another token by the next try.
      if (error.code === 'KUBERNETES_UNAUTHORIZED') this.#connection = null;
      throw error;
    }
  }

  #connected(): Promise<Connection> {
    this.#connection ??= connect(this.#settings).catch((error: unknown) => {
      this.#connection = null;
      throw error;
    });
    return this.#connection;
  }
}

interface Call {
  readonly library: Library;
  readonly options: ConfigurationOptions;
  readonly namespace: string;
  make: InstanceType<Library['KubeConfig']>['makeApiClient'];
}

function nullWhereMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
