import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ErrorCode } from '../../pipeline/contracts/errors/table.ts';
import type { JenkinsSettings } from '../../pipeline/contracts/jenkins.ts';
import type { Seen } from './transport.ts';

/** Codes of Node and OpenSSL, and what they mean to somebody who set an address. */
const OF_CODE: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'JENKINS_HOST_UNKNOWN',
  EAI_AGAIN: 'JENKINS_HOST_UNKNOWN',
  EAI_NODATA: 'JENKINS_HOST_UNKNOWN',
  ECONNREFUSED: 'JENKINS_REFUSED',
  EHOSTUNREACH: 'JENKINS_REFUSED',
  ENETUNREACH: 'JENKINS_REFUSED',
  EHOSTDOWN: 'JENKINS_REFUSED',
  ETIMEDOUT: 'JENKINS_TIMEOUT',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'JENKINS_CERTIFICATE_UNKNOWN',
  SELF_SIGNED_CERT_IN_CHAIN: 'JENKINS_CERTIFICATE_UNKNOWN',
  UNABLE_TO_GET_ISSUER_CERT: 'JENKINS_CERTIFICATE_UNKNOWN',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'JENKINS_CERTIFICATE_UNKNOWN',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'JENKINS_CERTIFICATE_UNKNOWN',
  CERT_UNTRUSTED: 'JENKINS_CERTIFICATE_UNKNOWN',
  CERT_HAS_EXPIRED: 'JENKINS_CERTIFICATE_EXPIRED',
  CERT_NOT_YET_VALID: 'JENKINS_CERTIFICATE_EXPIRED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'JENKINS_CERTIFICATE_HOST',
  EPROTO: 'JENKINS_TLS',
};

/** What a person calls the address. */
export function shownUrl({ url }: Pick<JenkinsSettings, 'url'>): string {
  return `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
}

/** No answer came, or half of one. Details are codes of this machine, never text of the other side. */
export function unanswered(thrown: unknown, settings: JenkinsSettings): TouchstoneError {
  const url = shownUrl(settings);
  const { code, isTimeout, name, message } = thrown as {
    code?: unknown;
    isTimeout?: boolean;
    name?: string;
    message?: string;
  };
  if (isTimeout === true)
    return new TouchstoneError('JENKINS_TIMEOUT', { params: { url, seconds: settings.timeoutSeconds } });
  // papi puts its own and the request's name before a message.
  const ours = (message ?? '').replace(/^jenkins: [\w.]+: /, '');
  const detail = typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'no code';
  if (name === 'NoReply') return new TouchstoneError('JENKINS_REFUSED', { params: { url, detail: ours } });
  if (name === 'Broken')
    return new TouchstoneError('JENKINS_CONNECTION_LOST', { params: { url, detail: ours } });
  const known = OF_CODE[detail] ?? (detail.startsWith('ERR_SSL') ? 'JENKINS_TLS' : 'JENKINS_CONNECTION_LOST');
  return new TouchstoneError(known, { params: { url, detail, seconds: settings.timeoutSeconds } });
}

/** An answer that says no. `what`: what was asked, in words of ours. */
export function refused(seen: Seen, what: string, settings: JenkinsSettings): TouchstoneError {
  const url = shownUrl(settings);
  const { user } = settings;
  const { status, headers } = seen;
  const params = { url, user, what, status, detail: `status ${status}` };
  if (status >= 300 && status < 400)
    return new TouchstoneError('JENKINS_REDIRECTED', { params: { url, to: shownTarget(headers.location) } });
  if (status === 401) return new TouchstoneError('JENKINS_UNAUTHORIZED', { params });
  if (status === 403) return new TouchstoneError('JENKINS_FORBIDDEN', { params });
  // Its own page of a start, or a proxy that cannot reach it.
  if (status === 502 || status === 503 || status === 504)
    return new TouchstoneError('JENKINS_STARTING', { params });
  return new TouchstoneError('JENKINS_ANSWER', { params });
}

/** Scheme, host and path: what follows them may hold what nobody should see. */
function shownTarget(location: string | readonly string[] | undefined): string {
  if (typeof location !== 'string' || !URL.canParse(location)) return '?';
  const { protocol, host } = new URL(location);
  return `${protocol}//${host}/…`.slice(0, 200);
}
