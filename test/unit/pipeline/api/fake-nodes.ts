import { Readable } from 'node:stream';
import type { Caller, LeaseRef } from '../../../../pipeline/contracts/api/access.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { NodeView } from '../../../../pipeline/contracts/nodes/node.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';

export const NODE_TOKEN = `tsn.gpu-1.${'t'.repeat(43)}`;
export const LEASE_TOKEN = `tsl.work_${'0'.repeat(32)}.1.${'l'.repeat(43)}`;

/** Nodes in memory; one token and one lease are known. */
export class FakeNodes {
  readonly #nodes = new Map<string, NodeView>();
  /** What holders of the lease did. */
  readonly calls: string[] = [];

  readonly service: Service['nodes'] = {
    add: async ({ name, by }) => {
      if (this.#nodes.has(name)) throw new TouchstoneError('NODE_EXISTS', { params: { name } });
      this.#nodes.set(name, {
        ...{ name, state: 'new', labels: [], version: null, health: null, unfit: null, draining: null },
        ...{ createdBy: by, createdAt: new Date(0).toISOString(), seenAt: null, work: null },
      });
      return { name, token: `tsn.${name}.${'s'.repeat(43)}` };
    },
    list: async () => [...this.#nodes.values()],
    show: async (name) => this.#of(name),
    drain: async ({ name, by, off }) => {
      const draining = off ? null : { by, at: new Date(0).toISOString() };
      const node = { ...this.#of(name), draining };
      this.#nodes.set(name, node);
      return node;
    },
    remove: async ({ name }) => {
      const node = this.#of(name);
      this.#nodes.delete(name);
      return node;
    },
    identify: async (kind, credential): Promise<Caller> => {
      if (kind === 'node' && credential === NODE_TOKEN)
        return { id: 'node-gpu-1', role: null, node: 'gpu-1' };
      if (kind === 'lease' && credential === LEASE_TOKEN)
        return { id: 'lease', role: null, lease: { work: `work_${'0'.repeat(32)}`, number: 1 } };
      throw new TouchstoneError('NODE_TOKEN');
    },
    hello: async (name) => ({ name, protocol: 1, version: '0', beatSeconds: 10, leaseSeconds: 30 }),
    free: async () => ({ lease: null, draining: false }),
  };

  readonly leases: Service['leases'] = {
    beat: async (lease) => this.#called('beat', lease, { stop: false }),
    input: async (_, digest) => {
      if (digest !== 'f'.repeat(64)) throw new TouchstoneError('LEASE_SCOPE', { params: { digest } });
      return { bytes: 1, open: async () => Readable.from([Buffer.from('x')]) };
    },
    pieces: async () => ({}),
    putPiece: async (lease, { digest }, stream) => {
      stream.resume();
      return this.#called('piece', lease, { digest, bytes: 0 });
    },
    checkpoint: async (lease) => this.#called('checkpoint', lease, undefined),
    finish: async (lease) => this.#called('finish', lease, undefined),
    fail: async (lease) => this.#called('fail', lease, undefined),
    release: async (lease) => this.#called('release', lease, undefined),
  };

  /** A node as a test wants it. */
  put(node: NodeView): void {
    this.#nodes.set(node.name, node);
  }

  #of(name: string): NodeView {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new TouchstoneError('NODE_NOT_FOUND', { params: { name } });
    return node;
  }

  #called<T>(what: string, { number }: LeaseRef, answer: T): T {
    this.calls.push(`${what} ${number}`);
    return answer;
  }
}
