import type { IncomingMessage } from 'node:http';
import type { Access, ApiKeyVerifier, Caller, Role } from '../../contracts/api/access.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { isFromThisMachine } from './loopback.ts';

const RANK: Readonly<Record<KeyAccess, number>> = { public: 0, signed: 0, reader: 1, operator: 2 };

/** What is decided by keys; nodes and leases have their own way in. */
type KeyAccess = Exclude<Access, 'node' | 'lease'>;

export interface AccessRule {
  readonly access: KeyAccess;
  /** Only from the service's own machine, whatever the key. */
  readonly loopbackOnly: boolean;
}

/**
 * Decides who the caller is and whether the route's rule lets them in. On loopback whoever reaches the socket is the
 * operator; as soon as the service listens beyond it, a key decides. A key that is not known is refused wherever a key
 * is needed and never counts as another, lesser caller.
 * Errors: `KEY_MISSING`, `KEY_UNKNOWN`, `KEY_ROLE`, `LOOPBACK_ONLY`.
 */
export function admit(
  request: IncomingMessage,
  rule: AccessRule,
  options: { readonly listensBeyondLoopback: boolean; readonly apiKeys: ApiKeyVerifier | null },
): Caller {
  const caller = identify(request, options);
  if (RANK[caller.role ?? 'public'] < RANK[rule.access]) throw refusal(request, caller, rule.access as Role);
  if (rule.loopbackOnly && !isFromThisMachine(request)) throw new TouchstoneError('LOOPBACK_ONLY');
  return caller;
}

function identify(
  request: IncomingMessage,
  options: { readonly listensBeyondLoopback: boolean; readonly apiKeys: ApiKeyVerifier | null },
): Caller {
  if (!options.listensBeyondLoopback && isFromThisMachine(request)) return { id: 'local', role: 'operator' };
  const key = /^bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
  const known = key === undefined ? null : options.apiKeys?.verify(key);
  return known ?? { id: 'anonymous', role: null };
}

function refusal(request: IncomingMessage, caller: Caller, needed: Role): TouchstoneError {
  if (caller.role !== null) return new TouchstoneError('KEY_ROLE', { params: { role: caller.role, needed } });
  return new TouchstoneError(request.headers.authorization === undefined ? 'KEY_MISSING' : 'KEY_UNKNOWN');
}
