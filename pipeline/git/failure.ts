import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Remote } from './remote.ts';

type Meaning = (match: RegExpExecArray, remote: Remote) => TouchstoneError;

const of =
  (code: 'GIT_ACCESS_DENIED' | 'GIT_HOST_KEY' | 'GIT_REDIRECTED' | 'GIT_REPOSITORY_NOT_FOUND'): Meaning =>
  (_, { host }) =>
    new TouchstoneError(code, { params: { host } });

const broken = (detail: string) => new TouchstoneError('GIT_BROKEN', { params: { detail } });

/** What git says in English, by what it means for a person; the first that fits. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/, of('GIT_HOST_KEY')],
  [
    /Authentication failed|could not read (?:Username|Password)|returned error: 40[13]\b|Permission denied|Access denied|HTTP Basic: /,
    of('GIT_ACCESS_DENIED'),
  ],
  [/returned error: 30\d\b|unable to update url base from redirection/, of('GIT_REDIRECTED')],
  [
    /returned error: 404\b|repository '[^']*' not found|Repository not found|does not appear to be a git repository|does not exist/,
    of('GIT_REPOSITORY_NOT_FOUND'),
  ],
  [
    /transport '([\w+.-]{1,40})' not allowed/,
    ([, protocol]) => new TouchstoneError('GIT_PROTOCOL_REFUSED', { params: { protocol: protocol! } }),
  ],
  [/object [0-9a-f]{40,64}: (\w{1,60}):/, ([, fault]) => broken(fault!)],
  [/attempting to allocate/, () => broken('an object of a size that no such object has')],
  [
    /fsck error|index-pack failed|inflate|corrupt|did not send all necessary|unresolved delta|invalid (?:object|tree|index-pack)|bad (?:object|tree)/i,
    () => broken('what arrived is damaged or incomplete'),
  ],
];

/** Why a host is out of reach, in words that are ours or git's and never the other side's. */
const REASONS =
  /Could not resolve host|Connection refused|Connection timed out|Operation timed out|SSL certificate problem: [\w ,()'-]{1,80}|server certificate verification failed|Operation too slow|No route to host|Network is unreachable|Connection reset by peer|unexpected disconnect|early EOF|returned error: 5\d\d/;

/** What an error of git comes to. The text is read, and never repeated: it holds what the other side sent. */
export function failureOf(text: string, remote: Remote): TouchstoneError {
  for (const [pattern, meaning] of MEANINGS) {
    const match = pattern.exec(text);
    if (match !== null) return meaning(match, remote);
  }
  const detail = REASONS.exec(text)?.[0] ?? 'git ended with an error';
  return new TouchstoneError('GIT_UNREACHABLE', { params: { host: remote.host, detail } });
}
