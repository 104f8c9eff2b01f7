/** @typedef {import('./texts/speak.mjs').TextKey} TextKey */
/** @typedef {import('./texts/speak.mjs').Fill} Fill */

/** Why setup cannot go on: a code that has a text and an advice in every language, and the last output of what failed. */
export class SetupFailure extends Error {
  /**
   * @param {TextKey} code
   * @param {Fill} fill
   * @param {readonly string[]} output
   */
  constructor(code, fill = {}, output = []) {
    super(`${code} ${JSON.stringify(fill)}`);
    this.name = 'SetupFailure';
    this.code = code;
    this.fill = fill;
    this.output = output;
  }

  /** @returns {TextKey} */
  get adviceKey() {
    return /** @type {TextKey} */ (`${this.code}_advice`);
  }
}

/** Thrown when the person pressed Ctrl-C, or whoever started setup ended it. */
export class SetupInterrupted extends Error {}

/**
 * What npm and pip print, most telling first: a missing version is only meant when the registry answered at all.
 * @type {readonly (readonly [TextKey, RegExp])[]}
 */
const SIGNS = [
  ['DISK_FULL', /No space left on device|ENOSPC/],
  ['HASH', /DO NOT MATCH THE HASHES|EINTEGRITY/],
  ['CERTIFICATE', /CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|DEPTH_ZERO_SELF_SIGNED/],
  [
    'OFFLINE',
    /Temporary failure in name resolution|Name or service not known|nodename nor servname|getaddrinfo|NewConnectionError|NameResolutionError|Failed to establish a new connection|ProxyError|Cannot connect to proxy|Network is unreachable|ConnectTimeout|Read timed out|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EHOSTUNREACH|ENETUNREACH/,
  ],
  ['LOCK_STALE', /can only install packages when your package\.json and package-lock\.json/],
  ['REFUSED', /\b(401|403|407) (Client Error|Unauthorized|Forbidden|Proxy)|code E40[1347]/],
  ['PERMISSION', /Permission denied|EACCES|EPERM/],
];

/**
 * The failure that the output of a command speaks of.
 * @param {{ command: string, status: number | string, output: readonly string[] }} ended
 * @param {{ python?: string, environment?: Readonly<Record<string, string | undefined>> }} facts
 */
export function failureFrom(ended, { python = '', environment = {} } = {}) {
  const text = ended.output.join('\n');
  const last = ended.output.filter((line) => line.trim() !== '').slice(-12);
  const sign = SIGNS.find(([, pattern]) => pattern.test(text));
  if (sign) return new SetupFailure(sign[0], { proxy: proxyOf(environment) }, last);
  const missing = /No matching distribution found for ([A-Za-z0-9._-]+(?:==[^\s(]+)?)/.exec(text);
  if (missing) {
    const platform = `${process.platform} ${process.arch}`;
    return new SetupFailure('NO_BUILD', { package: missing[1] ?? '', platform, python }, last);
  }
  return new SetupFailure('COMMAND_FAILED', { command: ended.command, status: ended.status }, last);
}

/**
 * The proxy in use, without user name and password; '' for none.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
function proxyOf(environment) {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? environment.ALL_PROXY ?? '';
  return proxy.replace(/\/\/[^@/]*@/, '//');
}
