import { randomUUID } from 'node:crypto';
import type { CoreV1Event, V1Job, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';

/** What each object carries; times are written as JSON has them. */
export interface Stored {
  metadata?: {
    name?: string;
    uid?: string;
    labels?: Record<string, string>;
    resourceVersion?: string;
    creationTimestamp?: Date;
    deletionTimestamp?: Date;
  };
}

/** An answer that is no success, as a `Status` object tells it. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    reason: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }

  get body() {
    const { status: code, reason, message } = this;
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  }
}

/** Objects of one kind in one namespace, by name. */
export class Collection<T extends Stored> {
  readonly #objects = new Map<string, T>();
  readonly #resource: string;
  readonly #onChange: () => void;
  static #version = 1000;

  constructor(resource: string, onChange: () => void = () => {}) {
    this.#resource = resource;
    this.#onChange = onChange;
  }

  create(object: T): T {
    const name = object.metadata?.name ?? '';
    if (this.#objects.has(name))
      throw new ApiError(409, 'AlreadyExists', `${this.#resource} "${name}" already exists`);
    const metadata = { ...object.metadata, uid: randomUUID(), creationTimestamp: new Date() };
    const made = { ...object, metadata };
    this.#objects.set(name, made);
    this.changed(made);
    return made;
  }

  get(name: string): T {
    const found = this.#objects.get(name);
    if (found === undefined) throw new ApiError(404, 'NotFound', `${this.#resource} "${name}" not found`);
    return found;
  }

  /** Those whose labels are as the selector says: `a=b,c=d`. */
  list(selector = ''): T[] {
    const wanted = selector
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => pair.split('='));
    return [...this.#objects.values()].filter(({ metadata }) =>
      wanted.every(([key, value]) => metadata?.labels?.[key!] === value),
    );
  }

  changed(object: T): void {
    if (object.metadata !== undefined) object.metadata.resourceVersion = String(++Collection.#version);
    this.#onChange();
  }

  remove(object: T): void {
    if (this.#objects.delete(object.metadata?.name ?? '')) this.#onChange();
  }
}

/** All of a namespace that the stand-in knows. */
export class Objects {
  readonly jobs: Collection<V1Job>;
  readonly pods: Collection<V1Pod>;
  readonly events = new Collection<CoreV1Event>('events');
  readonly claims = new Collection<V1PersistentVolumeClaim>('persistentvolumeclaims');

  constructor(onChange: () => void) {
    this.jobs = new Collection<V1Job>('jobs.batch', onChange);
    this.pods = new Collection<V1Pod>('pods', onChange);
  }

  note(about: Stored, reason: string, message: string): void {
    const now = new Date();
    this.events.create({
      metadata: { name: `${about.metadata?.name}.${randomUUID().slice(0, 8)}` },
      involvedObject: { uid: about.metadata?.uid ?? '', name: about.metadata?.name ?? '' },
      ...{ type: 'Warning', reason, message, firstTimestamp: now, lastTimestamp: now },
    });
  }
}
