import { Failure, type WriteOperation } from '@holdfast/core';
import {
  parseWith,
  toTransportRequest,
  type OpaqueWrite,
  type TransportRequest,
} from '@holdfast/core/parts';
import { INPUT_INVALID } from '@holdfast/core/failures';
import type { Outbox } from '../outbox/outbox.ts';
import type { StoredEntry } from '../outbox/entry-record.ts';
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
 * Makes the content of an entry anew from an input, as the operation would make a new entry: also which entries
 * it waits for. Rejects with `INPUT_INVALID`, and with the failure that names why the outbox cannot keep the
 * content.
 */
export async function contentOf<TInput, TParsed>(
  outbox: Pick<Outbox, 'baseUrl' | 'prepare'>,
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
  const describe = (input: unknown): TransportRequest =>
    toTransportRequest(opaque.request(input), outbox.baseUrl ?? '/');
  const { expectation, invalidates, honoursKey, version } = opaque;
  const made = { expectation, invalidates, honoursKey, version };
  const { after: _before, coalesce: _key, ...rest } = entry;
  const { input, request, after, coalesce } = outbox.prepare(
    { ...rest, ...made, request: describe(parsed.value), input: parsed.value },
    { operation: opaque, describe },
  );
  // The new body is in the request. The old one may lie apart.
  return { ...made, input, request, after, coalesce, bodyParts: undefined };
}
