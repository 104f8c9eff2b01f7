import type { IncomingMessage } from 'node:http';

/** True for names and addresses that only this machine can reach. `::ffff:127.0.0.1` is how a dual-stack socket says 127.0.0.1. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return (
    address === 'localhost' ||
    address === '::1' ||
    address === '[::1]' ||
    /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)
  );
}

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/** True when the request comes from this machine itself, not from a proxy on it that speaks for somebody else. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  return (
    isLoopbackAddress(request.socket.remoteAddress) &&
    FORWARDING_HEADERS.every((header) => request.headers[header] === undefined)
  );
}
