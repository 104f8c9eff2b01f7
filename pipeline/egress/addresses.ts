import { BlockList, isIP, isIPv4 } from 'node:net';

/** Nothing that we speak to is ever there: this network, link-local (where clouds keep their credentials), multicast, broadcast. */
const NEVER = listOf(
  ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '100.100.100.200/32', '192.0.0.192/32'],
  ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254/128'],
);

/** Of this machine, or of a network that is not the world's (RFC 6890). NAT64 and 6to4 could carry any of them. */
const NOT_PUBLIC = listOf(
  [
    ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
    ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ],
  [
    '::1/128',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    'fc00::/7',
  ],
);

/** Where a connection goes, as far as it decides which addresses may be dialled. */
export interface Destination {
  readonly host: string;
  /** True: it belongs to the organisation, so that addresses which are not public may be dialled. */
  readonly inside: boolean;
}

/**
 * Whether a destination may be reached at an address that its host name led to. A host that was written as an address, or
 * as `localhost`, is what the operator meant; a name may lead to networks that are not public only if the destination is inside:
 * else whoever answers for the name could send us to a neighbour.
 */
export function mayDial(address: string, endpoint: Destination): boolean {
  if (isIP(address) === 0 || lists(NEVER, address)) return false;
  if (endpoint.inside || isIP(endpoint.host) !== 0) return true;
  if (endpoint.host === 'localhost') return lists(LOOPBACK, address);
  return !lists(NOT_PUBLIC, address);
}

const LOOPBACK = listOf(['127.0.0.0/8'], ['::1/128']);

function lists(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

function listOf(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, nets] of [['ipv4', ipv4] as const, ['ipv6', ipv6] as const]) {
    for (const net of nets) {
      const [address, bits] = net.split('/');
      list.addSubnet(address!, Number(bits), family);
    }
  }
  return list;
}
