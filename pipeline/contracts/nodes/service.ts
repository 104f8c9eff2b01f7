import type { Readable } from 'node:stream';
import type { Caller, LeaseRef } from '../api/access.ts';
import type { TreeEntry } from '../artifact.ts';
import type { StoredError } from '../errors/error.ts';
import type {
  LeaseBeat,
  LeaseRelease,
  LeaseWord,
  NodeFree,
  NodeHello,
  NodeOffer,
  NodeWelcome,
} from './lease.ts';
import type { AddedNode, NodeView } from './node.ts';

/** Nodes as operators see them, and as agents speak to them. */
export interface NodeService {
  /** The only time that the token is told. Error: `NODE_EXISTS`. */
  add(request: { readonly name: string; readonly by: string }): Promise<AddedNode>;
  list(): Promise<readonly NodeView[]>;
  /** Error: `NODE_NOT_FOUND`. */
  show(name: string): Promise<NodeView>;
  /** Gives it no further work; `off`: gives it work again. */
  drain(request: { readonly name: string; readonly by: string; readonly off: boolean }): Promise<NodeView>;
  /** Revokes its token; what it was at work on is offered again at once. Gives it as it was. */
  remove(request: { readonly name: string; readonly by: string }): Promise<NodeView>;
  /** Whose token, or which lease's credential, this is. Errors: `NODE_TOKEN`, `LEASE_LOST`. */
  identify(kind: 'node' | 'lease', credential: string): Promise<Caller>;
  /** Error: `NODE_PROTOCOL`, `NODE_NAME_DIFFERS`. */
  hello(node: string, hello: NodeHello): Promise<NodeWelcome>;
  /** Waits for work that fits the node, until the signal says that it has left. Error: `NODE_REPLACED`. */
  free(node: string, word: NodeFree, signal: AbortSignal): Promise<NodeOffer>;
}

/** What the holder of a lease may do. All of it fails with `LEASE_LOST` as soon as the lease is over. */
export interface LeaseService {
  beat(lease: LeaseRef, beat: LeaseBeat): Promise<LeaseWord>;
  /** An input of the work, or a file of its checkpoint. Error: `LEASE_SCOPE`. */
  input(lease: LeaseRef, digest: string): Promise<{ readonly bytes: number; open(): Promise<Readable> }>;
  /** Which pieces of these files are there, by digest. */
  pieces(lease: LeaseRef, digests: readonly string[]): Promise<Readonly<Record<string, readonly number[]>>>;
  /** Takes a piece of a file; the same again changes nothing. Error: `NODE_UPLOAD` for bytes that its `sha256` does not name. */
  putPiece(
    lease: LeaseRef,
    piece: { readonly digest: string; readonly piece: number; readonly sha256: string },
    stream: Readable,
  ): Promise<{ readonly digest: string; readonly bytes: number }>;
  /** Keeps these files as the place from which another node goes on. Error: `LEASE_SCOPE` where one of them is not there. */
  checkpoint(lease: LeaseRef, files: readonly TreeEntry[]): Promise<void>;
  /** The work is done. The same again changes nothing. Errors: `LEASE_SCOPE`, `NODE_UPLOAD`. */
  finish(
    lease: LeaseRef,
    end: { readonly files: readonly TreeEntry[]; readonly result: Readonly<Record<string, unknown>> },
  ): Promise<void>;
  fail(lease: LeaseRef, error: StoredError): Promise<void>;
  release(lease: LeaseRef, release: LeaseRelease): Promise<void>;
}
