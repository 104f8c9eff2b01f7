import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Permission = 'read' | 'build' | 'cancel' | 'configure' | 'create' | 'administer';

/** Somebody who may log in, with a password or with an API token. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly token: string;
  readonly may: readonly Permission[];
}

/** Who asks, and how it is known. */
export interface Caller {
  readonly user: User;
  readonly by: 'token' | 'password' | 'session';
  readonly session: string;
  /** Set-Cookie, where a session was begun. */
  readonly cookie: string | null;
}

/** A session cookie's name has an id of the controller's run in it. */
const COOKIE = 'JSESSIONID.5a8c2f1e';
export const CRUMB_FIELD = 'Jenkins-Crumb';

/**
 * Who may do what. A request with a password or a session that changes something needs a crumb that was issued to the same
 * session (`DefaultCrumbIssuer`: digest of user, address and session id with a salt); one with an API token needs none
 * (`ApiCrumbExclusion`). Sessions do not survive a restart, so crumbs do not either.
 */
export class Access {
  readonly users: User[];
  #sessions = new Map<string, User>();
  #salt = randomBytes(16).toString('hex');

  constructor(users: readonly User[]) {
    this.users = [...users];
  }

  forgetSessions(): void {
    this.#sessions = new Map();
    this.#salt = randomBytes(16).toString('hex');
  }

  /** null: nobody; `wrong`: credentials that are not right. */
  callerOf(request: IncomingMessage): Caller | 'wrong' | null {
    const known = cookieIn(request, COOKIE);
    const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'Basic') {
      const user = known === null ? undefined : this.#sessions.get(known);
      return user === undefined ? null : { user, by: 'session', session: known!, cookie: null };
    }
    const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const secret = rest.join(':');
    const user = this.users.find((one) => one.name === name);
    const by =
      user && same(secret, user.token) ? 'token' : user && same(secret, user.password) ? 'password' : null;
    if (user === undefined || by === null) return 'wrong';
    if (known !== null && this.#sessions.get(known) === user)
      return { user, by, session: known, cookie: null };
    const session = randomBytes(16).toString('hex');
    this.#sessions.set(session, user);
    return { user, by, session, cookie: `${COOKIE}=${session}; Path=/; HttpOnly` };
  }

  crumbFor(caller: Caller): string {
    return createHash('sha256')
      .update(`${caller.user.name};127.0.0.1;${caller.session}${this.#salt}`)
      .digest('hex');
  }

  crumbIsRight(caller: Caller, request: IncomingMessage): boolean {
    const given = request.headers[CRUMB_FIELD.toLowerCase()];
    return caller.by === 'token' || (typeof given === 'string' && same(given, this.crumbFor(caller)));
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieIn(request: IncomingMessage, name: string): string | null {
  const pairs = (request.headers.cookie ?? '').split(/; ?/).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}
