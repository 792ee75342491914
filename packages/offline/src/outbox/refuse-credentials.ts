import { Failure } from '@holdfast/core';
import { inDevelopment, type TransportRequest } from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';
import { originOf } from './origin-of.ts';

const CREDENTIALS = /^((proxy-)?authorization|cookie)$/i;

/**
 * Refuses with `INPUT_INVALID` an entry that would keep a credential on the disk. The outbox does not send the request
 * without the credential either, because that would be another request than the app asked for.
 */
export function refuseCredentials(request: TransportRequest): void {
  const header = Object.keys(request.headers).find((name) => CREDENTIALS.test(name));
  if (header !== undefined) throw neverStored(`/headers/${header}`);
  if (originOf({ request }).includes('@')) throw neverStored('/url');
}

function neverStored(pointer: string): Failure {
  return invalid(pointer, inDevelopment('credentials are added when sending, never stored'));
}

/** The refusal of a part of an entry. */
export function invalid(
  pointer: string,
  message: string | undefined = 'cannot be queued',
  cause?: unknown,
): Failure {
  return new Failure(INPUT_INVALID, { details: { issues: [{ pointer, message }] }, cause });
}
