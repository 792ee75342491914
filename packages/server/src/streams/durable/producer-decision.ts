import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { EXPECTED_SEQ, PRODUCER_EPOCH, RECEIVED_SEQ } from './durable-headers.ts';
import type { ProducerPlace } from './durable-store.ts';
import type { ProducerTurn } from './durable-stream.ts';
import { type Refused, refused, wrong } from './refusals.ts';

export type Judged =
  | { readonly kind: 'next' }
  | { readonly kind: 'repeated'; readonly place: ProducerPlace }
  | (Refused & {
      /** Now another process writes as this producer. */
      readonly isStale: boolean;
    });

/** Whether a write of a producer is the next one, a repeated one, or out of turn. */
export function judgeProducer(
  { epoch, seq }: ProducerTurn,
  known: ProducerPlace | undefined,
): Judged {
  if (known && epoch < known.epoch) {
    const headers = { [PRODUCER_EPOCH]: String(known.epoch) };
    return { ...refused(new Failure(catalogue.FORBIDDEN), headers), isStale: true };
  }
  if (known && epoch > known.epoch && seq !== 0) {
    const message = 'A new epoch begins at 0.';
    return { ...refused(wrong('producer-seq', message)), isStale: false };
  }
  const isSameEpoch = known?.epoch === epoch;
  if (isSameEpoch && seq <= known.seq) return { kind: 'repeated', place: known };
  const expected = isSameEpoch ? known.seq + 1 : 0;
  if (seq === expected) return { kind: 'next' };
  const headers = { [EXPECTED_SEQ]: String(expected), [RECEIVED_SEQ]: String(seq) };
  return { ...refused(new Failure(catalogue.CONFLICT), headers), isStale: false };
}
