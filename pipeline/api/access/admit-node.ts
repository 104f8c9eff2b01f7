import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../contracts/api/access.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Service } from '../../contracts/service.ts';

/**
 * Lets nodes and holders of leases in, by their own credentials alone: no key opens these routes, and being on this machine
 * does not either. Errors: `KEY_MISSING`, `NODE_TOKEN`, `LEASE_LOST`.
 */
export async function admitNode(
  request: IncomingMessage,
  access: 'node' | 'lease',
  { nodes }: Pick<Service, 'nodes'>,
): Promise<Caller> {
  const { authorization } = request.headers;
  const credential = /^bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1];
  if (credential !== undefined) return nodes.identify(access, credential);
  throw new TouchstoneError(authorization === undefined ? 'KEY_MISSING' : 'NODE_TOKEN');
}
