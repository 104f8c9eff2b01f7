import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import { JobController } from './job-controller.ts';
import { Kubelet, type NodeOptions } from './kubelet.ts';
import { faultsIn } from './manifest-rules.ts';
import { ApiError, Objects } from './objects.ts';

const TLS = join(PACKAGE_ROOT, 'test', 'fixtures', 'tls');
const CERTIFICATE = readFileSync(join(TLS, 'localhost-cert.pem'), 'utf8');
const KEY = readFileSync(join(TLS, 'localhost-key.pem'), 'utf8');
export const NAMESPACE = 'training';
const USER = 'system:serviceaccount:training:touchstone';

/**
 * A stand-in for a Kubernetes cluster of one node, since none can be had on a machine without containers: its API over HTTPS
 * with a bearer token, and a pod's command really runs, as a process of this machine. It behaves as is documented:
 *
 * - kubernetes.io/docs/reference/using-api/api-concepts: `Status` objects, 401, 403, 404, 409, 410 (`Expired`, when a `continue`
 *   token is too old), 422, 429 with `Retry-After`, lists by label with `limit` and `continue`, `propagationPolicy`; strict field
 *   validation. Words of errors are those of apimachinery's `pkg/api/errors`.
 * - kubernetes.io/docs/concepts/workloads/controllers/job (1.34) and pkg/controller/job: one pod at a time, `podFailurePolicy`,
 *   `backoffLimit`, `suspend`, `activeDeadlineSeconds`, conditions, `FailedCreate`; deletion in the foreground.
 * - kubernetes.io/docs/concepts/workloads/pods/disruptions and pod-lifecycle: `DisruptionTarget`, SIGTERM, grace, SIGKILL,
 *   `PodScheduled`, reasons of waiting and of ended containers, `FallbackToLogsOnError`.
 *
 * Not copied: watches, the pause before another pod, `ttlSecondsAfterFinished`, resources, users and read-only mounts (a process is
 * whoever runs the tests), images (a table of programs), Kueue (`admit` takes the suspension away, as it does).
 */
export class KubernetesServer {
  readonly objects: Objects;
  readonly kubelet: Kubelet;
  readonly controller: JobController;
  /** Every request: `METHOD path?query`. */
  readonly seen: string[] = [];
  /** Answers that are given before anything is looked at, one a request. */
  readonly faults: ApiError[] = [];
  /** Rights that the user does not have: `create jobs`. */
  readonly denied = new Set<string>();
  token = 'token-of-the-stand-in-0123456789';
  /** Jobs are created, and the answer is lost on its way. */
  losesAnswers = 0;
  #server: Server | null = null;
  #port = 0;
  #turn: NodeJS.Immediate | null = null;
  readonly #sockets = new Set<Socket>();
  readonly #clock: NodeJS.Timeout;

  private constructor(options: NodeOptions) {
    this.objects = new Objects(() => this.#soon());
    this.kubelet = new Kubelet(this.objects, options);
    this.controller = new JobController(this.objects, (pod) => this.kubelet.stop(pod));
    this.#clock = setInterval(() => this.#soon(), 200);
    for (const name of Object.keys(options.claims))
      this.objects.claims.create({
        metadata: { name },
        status: { phase: 'Bound', accessModes: ['ReadWriteMany'] },
      });
  }

  static async start(options: NodeOptions): Promise<KubernetesServer> {
    const server = new KubernetesServer(options);
    await server.#listen();
    return server;
  }

  /** A kubeconfig for this server, as JSON, which is YAML. */
  kubeconfig(user: Readonly<Record<string, unknown>> = { token: this.token }): string {
    const cluster = {
      server: `https://localhost:${this.#port}`,
      'certificate-authority-data': Buffer.from(CERTIFICATE).toString('base64'),
    };
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', namespace: NAMESPACE } }],
      'current-context': 'x',
    });
  }

  /** Evicts a pod, as draining a node, a spot node that is taken away, or preemption does. */
  evict(pod: V1Pod): void {
    pod.status!.conditions = [
      ...(pod.status!.conditions ?? []),
      { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    ];
    this.kubelet.stop(pod);
  }

  /** What Kueue does when there is quota. */
  admit(job: V1Job): void {
    job.spec!.suspend = false;
    this.objects.jobs.changed(job);
  }

  /** Does something while the API server is down; the node goes on. */
  async outage<T>(during: () => Promise<T>): Promise<T> {
    await this.#unlisten();
    try {
      return await during();
    } finally {
      await this.#listen();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    if (this.#turn !== null) clearImmediate(this.#turn);
    await this.#unlisten();
    await this.kubelet.close();
    if (this.#turn !== null) clearImmediate(this.#turn);
  }

  #soon(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = null;
      this.controller.reconcile();
      this.kubelet.schedule();
    });
  }

  async #listen(): Promise<void> {
    const server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
      void this.#take(request).then(
        ({ status, body }) => {
          if (status === 0) return request.socket.destroy();
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(body));
        },
        (error: unknown) => {
          const fault = error instanceof ApiError ? error : new ApiError(500, 'InternalError', String(error));
          response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
          response.end(JSON.stringify(fault.body));
        },
      );
    });
    server.on('secureConnection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    for (let tries = 0; ; tries++) {
      try {
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject);
          server.listen(this.#port, 'localhost', resolve);
        });
        break;
      } catch (error) {
        if (tries > 50) throw error;
        await delay(100);
      }
    }
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async #unlisten(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #take(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { method = '', url = '' } = request;
    this.seen.push(`${method} ${url}`);
    let text = '';
    for await (const piece of request) text += String(piece);
    const fault = this.faults.shift();
    if (fault !== undefined) throw fault;
    if (request.headers.authorization !== `Bearer ${this.token}`)
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    const { pathname, searchParams: query } = new URL(url, 'https://localhost');
    const body: unknown = text === '' ? null : JSON.parse(text);
    if (pathname === '/version') return { status: 200, body: VERSION };
    if (pathname === '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews')
      return { status: 201, body: this.#review(body) };
    const parts = /^\/(?:api|apis)\/(?:batch\/)?v1\/namespaces\/([^/]+)\/([a-z]+)(?:\/([^/]+))?$/.exec(
      pathname,
    );
    if (parts === null)
      throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
    const [, namespace, resource, name] = parts;
    const verb =
      { POST: 'create', DELETE: 'delete', GET: name === undefined ? 'list' : 'get' }[method] ?? method;
    if (namespace !== NAMESPACE || this.denied.has(`${verb} ${resource}`)) {
      const group = resource === 'jobs' ? 'batch' : '';
      const what = `cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${namespace}"`;
      const full = `${resource}${group && `.${group}`}${name === undefined ? '' : ` "${name}"`}`;
      throw new ApiError(403, 'Forbidden', `${full} is forbidden: User "${USER}" ${what}`);
    }
    return this.#answer(`${verb} ${resource}`, name ?? '', query, body);
  }

  #answer(
    what: string,
    name: string,
    query: URLSearchParams,
    body: unknown,
  ): { status: number; body: unknown } {
    const { jobs, pods, events, claims } = this.objects;
    const selector = query.get('labelSelector') ?? '';
    switch (what) {
      case 'create jobs': {
        const faults = faultsIn(body as V1Job);
        if (faults !== null) throw new ApiError(faults.status, faults.reason, faults.message);
        const job = body as V1Job;
        const made = jobs.create({ ...job, metadata: { ...job.metadata, namespace: NAMESPACE } });
        const lost = this.losesAnswers > 0;
        if (lost) this.losesAnswers -= 1;
        return { status: lost ? 0 : 201, body: made };
      }
      case 'get jobs':
        return { status: 200, body: jobs.get(name) };
      case 'delete jobs': {
        const job = jobs.get(name);
        job.metadata!.deletionTimestamp ??= new Date();
        jobs.changed(job);
        return { status: 200, body: job };
      }
      case 'list jobs':
        return paged('JobList', jobs.list(selector), query);
      case 'list pods':
        return paged('PodList', pods.list(selector), query);
      case 'list events': {
        const uid = query.get('fieldSelector')?.replace('involvedObject.uid=', '');
        return paged(
          'EventList',
          events.list().filter(({ involvedObject }) => involvedObject.uid === uid),
          query,
        );
      }
      case 'get persistentvolumeclaims':
        return { status: 200, body: claims.get(name) };
      default:
        throw new ApiError(405, 'MethodNotAllowed', `the server does not allow this method (${what})`);
    }
  }

  #review(body: unknown) {
    const review = body as {
      spec: { resourceAttributes: { verb: string; resource: string; namespace: string } };
    };
    const { verb, resource, namespace } = review.spec.resourceAttributes;
    return {
      ...review,
      status: { allowed: namespace === NAMESPACE && !this.denied.has(`${verb} ${resource}`) },
    };
  }
}

const VERSION = { major: '1', minor: '34', gitVersion: 'v1.34.2' };

function paged(kind: string, items: readonly unknown[], query: URLSearchParams) {
  const from = Number(query.get('continue') ?? 0);
  const limit = Number(query.get('limit') ?? items.length);
  const next = from + limit < items.length ? { continue: String(from + limit) } : {};
  return { status: 200, body: { kind, metadata: next, items: items.slice(from, from + limit) } };
}
