import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { mayDial } from '../egress/addresses.ts';
import type { Remote } from './remote.ts';

/**
 * The address that a remote's name leads to, looked up once and checked. git is told to dial this very one, so that the
 * name cannot lead elsewhere a moment later. Errors: `GIT_ADDRESS_REFUSED`, `GIT_UNREACHABLE`.
 */
export async function addressOf({ hostname, host, inside }: Remote): Promise<string> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const found = isIP(bare) === 0 ? await lookedUp(bare, host) : [bare];
  const address = found.find((one) => mayDial(one, { host: bare, inside }));
  if (address === undefined) throw new TouchstoneError('GIT_ADDRESS_REFUSED', { params: { host } });
  return address;
}

/** As it stands in a URL or in curl's settings. */
export function bracketed(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

async function lookedUp(name: string, host: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? 'its name is not known';
    throw new TouchstoneError('GIT_UNREACHABLE', { params: { host, detail } });
  }
}
