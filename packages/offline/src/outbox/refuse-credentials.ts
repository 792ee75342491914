import { Failure } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';

const CREDENTIALS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
]);

/**
 * Refuses with `INPUT_INVALID` what would keep a credential on the disk. Dropping it instead would send
 * something else than was asked for.
 */
export function refuseCredentials({ url, headers }: TransportRequest): void {
  for (const header of Object.keys(headers)) {
    if (CREDENTIALS.has(header.toLowerCase())) {
      throw invalid(`/headers/${header}`, 'credentials are added when sending, never stored');
    }
  }
  if (/^[a-z][a-z\d+.-]*:\/\/[^/?#]*@/i.test(url)) {
    throw invalid('/url', 'credentials are added when sending, never stored');
  }
}

/** What the app gave, refused. */
export function invalid(pointer: string, message: string): Failure {
  return new Failure(INPUT_INVALID, { details: { issues: [{ pointer, message }] } });
}
