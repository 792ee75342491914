import { parseAddress } from '../../addresses/address.ts';
import { parseAddressRange } from '../../addresses/address-range.ts';

// The special-purpose addresses of IANA: loopback, link-local with the metadata of clouds, private networks,
// documentation, multicast, and IPv6 addresses that lead to an IPv4 address (NAT64, 6to4, Teredo).
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** Whether a text is the IP address of a host on the public internet. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && !SPECIAL.some((range) => parseAddressRange(range)?.(address));
}
