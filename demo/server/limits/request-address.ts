import { getConnInfo } from '@hono/node-server/conninfo';
import { addressKey, clientAddress } from '@holdfast/server';
import type { Context } from 'hono';
import type { Configuration } from '../configuration.ts';

/** Where a request comes from: one key per address, or per network of a customer. */
export function requestAddress({
  proxies,
}: Pick<Configuration, 'proxies'>): (c: Context) => string | undefined {
  const find = clientAddress(proxies);
  return (c) => {
    const address = find(c.req.raw, getConnInfo(c).remote.address);
    return address && addressKey(address);
  };
}
