import { Failure, type WriteOperation } from '@holdfast/core';
import { parseWith, toTransportRequest, type OpaqueWrite } from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';
import type { Outbox } from '../outbox/outbox.ts';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { keepable } from '../outbox/refuse-unkeepable.ts';
import type { Content } from './rewrite-state.ts';

/** A write whose entries the outbox keeps. */
export type QueuedWrite<TInput, TParsed> = WriteOperation<
  string,
  TInput,
  TParsed,
  unknown,
  'queue'
>;

/**
 * Makes the content of an entry anew from an input, as the operation would make a new entry. Rejects with
 * `INPUT_INVALID`, and with what the outbox refuses to keep.
 */
export async function contentOf<TInput, TParsed>(
  { baseUrl }: Pick<Outbox, 'baseUrl'>,
  entry: StoredEntry,
  operation: QueuedWrite<TInput, TParsed>,
  given: TInput,
): Promise<Content> {
  const { incidentId } = entry;
  const opaque = operation as unknown as OpaqueWrite;
  const parsed = await parseWith(opaque.input, given);
  if (!parsed.ok) {
    throw new Failure(INPUT_INVALID, { incidentId, details: { issues: parsed.issues } });
  }
  const described = toTransportRequest(opaque.request(parsed.value), baseUrl ?? '/');
  const { expectation, invalidates, honoursKey, version } = opaque;
  const made = { expectation, invalidates, honoursKey, version };
  const { input, request } = keepable(
    { ...entry, ...made, request: described, input: parsed.value },
    baseUrl,
  );
  // The new body is in the request. The old one may lie apart.
  return { ...made, input, request, bodyParts: undefined };
}
