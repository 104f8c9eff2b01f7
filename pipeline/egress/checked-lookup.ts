import { lookup } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { type Destination, mayDial } from './addresses.ts';
import { NoReply } from './no-reply.ts';

/** Looks names up for a socket and gives it only addresses that may be dialled, so that what was checked is what is spoken to. */
export function checkedLookup(destination: Destination): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => mayDial(address, destination));
      const first = allowed[0];
      if (first === undefined) return callback(refusedName(), '', 0);
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}

/** A host written as an address is never looked up, so it is checked here. Error: `NoReply`. */
export function checkWrittenAddress(host: string, destination: Destination): void {
  if (isIP(host) !== 0 && !mayDial(host, destination))
    throw new NoReply('address', 'its address is one that is never dialled');
}

/** The address to dial for a host, for clients that would look it up again by themselves. Error: `NoReply`. */
export async function checkedAddress(host: string, destination: Destination): Promise<string> {
  checkWrittenAddress(host, destination);
  const found = await lookUp(host, { all: true }).catch((error: unknown) => {
    throw NoReply.of(error);
  });
  const allowed = found.find(({ address }) => mayDial(address, destination));
  if (allowed === undefined) throw refusedName();
  return allowed.address;
}

function refusedName(): NoReply {
  return new NoReply('address', 'its name leads to an address that is not dialled');
}
