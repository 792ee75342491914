import { requireRequest } from '../mistakes/require-request.ts';
import { type Address, parseAddress } from './address.ts';
import { requireAddressRange } from './address-range.ts';
import { parseForwarded } from './forwarded.ts';

export interface TrustedProxies {
  /** Addresses and ranges of our own proxies: `10.0.0.0/8`, `::1`. The server believes no other sender. */
  readonly ranges: readonly string[];
  /** The one field that these proxies write. The server does not read the other, because any client can send it. */
  readonly header: 'forwarded' | 'x-forwarded-for';
}

/** Finds where a request comes from; `peer` is the address of the connection it came by. */
export type ClientAddress = (request: Request, peer: string | undefined) => Address | undefined;

/**
 * Goes from the connection towards the client, hop by hop, for as long as a trusted proxy vouches for the next hop. A
 * field that the client itself wrote lies behind the first address without such a proxy, so the server never believes
 * it. When a proxy names no client, the proxy is the client. Throws a `RangeError` for a range that is none.
 */
export function clientAddress(proxies?: TrustedProxies): ClientAddress {
  const ranges = (proxies?.ranges ?? []).map(requireAddressRange);
  const isTrusted = (address: Address): boolean => ranges.some((range) => range(address));

  return (request, peer) => {
    requireRequest('clientAddress', request);
    let client = peer === undefined ? undefined : parseAddress(peer);
    const field = proxies && request.headers.get(proxies.header);
    if (!field) return client;
    const hops =
      proxies.header === 'forwarded'
        ? parseForwarded(field)
        : field.split(',').map((hop) => hop.trim());
    for (const hop of hops.toReversed()) {
      if (!client || !isTrusted(client)) break;
      const next = hop === undefined ? undefined : parseNode(hop);
      if (!next) break;
      client = next;
    }
    return client;
  };
}

/** An address with or without a port: `192.0.2.1:80`, `[2001:db8::1]:80`. */
function parseNode(node: string): Address | undefined {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::\w+)?$/.exec(node) ?? [];
  return parseAddress(bracketed ?? plain ?? node);
}
