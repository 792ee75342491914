import type { Transport } from '@holdfast/core';
import { kyTransport, withSharedReads } from '@holdfast/http';
import ky from 'ky';
import { withKnownDevice } from '../account/web-known-device.ts';
import { withWholeLists } from '../cast/with-whole-lists.ts';

/** The way to Fireside's server: each list whole, and identical reads at the same time as one request. */
export function firesideTransport(baseUrl: string): Transport {
  const known = withKnownDevice(kyTransport(ky), localStorage);
  return withSharedReads(withWholeLists(known, `${baseUrl}characters`));
}
