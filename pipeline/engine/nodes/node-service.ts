import type { Caller } from '../../contracts/api/access.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { NODE_PROTOCOL, OLDEST_NODE_PROTOCOL } from '../../contracts/nodes/protocol.ts';
import type { NodeService } from '../../contracts/nodes/service.ts';
import { forgiveLosses, workById } from '../../store/rows/model-work.ts';
import {
  addNode,
  beginSession,
  drainNode,
  hearOfNode,
  nodeByName,
  nodeRows,
  nodeView,
  removeNode,
} from '../../store/rows/nodes.ts';
import { isSecretOf, newSecret, nodeToken, readLeaseToken, readNodeToken } from './credentials.ts';
import type { Dispatcher } from './dispatcher.ts';
import { freeLeasesOfNode } from './keeper.ts';
import type { NodeParts } from './node-parts.ts';

/** Nodes as operators see them, and as agents speak to them. */
export function nodeService(parts: NodeParts, dispatcher: Dispatcher): NodeService {
  const { database, leaseSeconds, version } = parts;
  const show: NodeService['show'] = async (name) => nodeView(await nodeByName(database.reading, name));
  return {
    add: async ({ name, by }) => {
      const { secret, hash } = newSecret();
      await addNode(database, { name, tokenHash: hash, by });
      return { name, token: nodeToken(name, secret) };
    },
    list: async () => (await nodeRows(database.reading)).map(nodeView),
    show,
    drain: async ({ name, by, off }) => {
      await nodeByName(database, name);
      await drainNode(database, name, off ? null : by);
      return show(name);
    },
    remove: async ({ name, by }) => {
      const view = await show(name);
      await removeNode(database, name, by);
      await freeLeasesOfNode(parts, name, false);
      return view;
    },
    identify: (kind, credential) =>
      kind === 'node' ? nodeCaller(parts, credential) : leaseCaller(parts, credential),
    hello: async (node, { protocol, version: found, session, name, labels, health }) => {
      if (protocol < OLDEST_NODE_PROTOCOL || protocol > NODE_PROTOCOL) {
        const params = {
          version: found,
          found: protocol,
          oldest: OLDEST_NODE_PROTOCOL,
          newest: NODE_PROTOCOL,
        };
        throw new TouchstoneError('NODE_PROTOCOL', { params });
      }
      if (name !== undefined && name !== node)
        throw new TouchstoneError('NODE_NAME_DIFFERS', { params: { name: node, given: name } });
      // Whoever had leases is gone without a word, and may have been brought down by them.
      await freeLeasesOfNode(parts, node, true);
      await beginSession(database, { name: node, session, version: found, labels, health });
      return {
        ...{ name: node, protocol: NODE_PROTOCOL, version, leaseSeconds },
        beatSeconds: leaseSeconds / 3,
      };
    },
    free: async (node, { session, health, unfit, waitSeconds }, signal) => {
      if (!(await hearOfNode(database, { name: node, session, health, unfit })))
        throw new TouchstoneError('NODE_REPLACED', { params: { name: node } });
      // It has nothing in hand: the answer that gave it a lease got lost.
      await freeLeasesOfNode(parts, node, false);
      await forgiveLosses(database, node, session);
      const { drained_at: drained } = await nodeByName(database, node);
      return {
        lease: await dispatcher.ask(node, drained === null ? waitSeconds : 0, signal),
        draining: drained !== null,
      };
    },
  };
}

async function nodeCaller({ database }: NodeParts, token: string): Promise<Caller> {
  const read = readNodeToken(token);
  const row = read === null ? null : await nodeByName(database, read.name).catch(() => null);
  if (read === null || !row?.token_hash || !isSecretOf(read.secret, row.token_hash))
    throw new TouchstoneError('NODE_TOKEN');
  return { id: `node-${row.name}`, role: null, node: row.name };
}

/** A lease that is over says so, so that its agent ends the work; what is no credential at all is refused as one. */
async function leaseCaller({ database }: NodeParts, credential: string): Promise<Caller> {
  const read = readLeaseToken(credential);
  if (read === null) throw new TouchstoneError('NODE_TOKEN');
  const { work, number, secret } = read;
  const row = await workById(database, work);
  if (row === null || row.lease !== number || !row.secret_hash || !isSecretOf(secret, row.secret_hash))
    throw new TouchstoneError('LEASE_LOST');
  return { id: `lease-${work}-${number}`, role: null, lease: { work, number } };
}
