import type { ProducedBatch } from './read-produce.ts';
import type { KafkaRecord } from './read-record-batch.ts';

/** A batch that the broker took, in the order in which it took them. */
export type TakenBatch = Pick<
  ProducedBatch,
  'topic' | 'partition' | 'producerId' | 'epoch' | 'sequence' | 'records'
>;

/** The verdict of a real broker on the batches of producers. */
export interface SequenceVerdict {
  /** The records that stay when the broker has dropped the repeats. */
  readonly log: readonly (KafkaRecord & { readonly topic: string; readonly partition: number })[];
  /** Batches that came again under their own sequence. A real broker drops them. */
  readonly repeats: number;
  /**
   * Batches under a sequence that other records already have. A real broker drops them, and their records are lost.
   */
  readonly reused: readonly TakenBatch[];
  /** Batches whose sequence does not follow on the one before in this list. A real broker refuses them. */
  readonly gaps: readonly TakenBatch[];
}

/**
 * Judges batches as a real broker does, because the mock takes every batch. Batches without a producer id are all
 * kept.
 */
export function judgeSequences(batches: readonly TakenBatch[]): SequenceVerdict {
  const known = new Map<string, Map<number, TakenBatch>>();
  const next = new Map<string, number>();
  const log: SequenceVerdict['log'][number][] = [];
  const reused: TakenBatch[] = [];
  const gaps: TakenBatch[] = [];
  let repeats = 0;
  for (const batch of batches) {
    const { topic, partition, producerId, epoch, sequence, records } = batch;
    if (producerId >= 0n) {
      const producer = `${topic} ${partition} ${producerId} ${epoch}`;
      const taken = known.get(producer) ?? new Map<number, TakenBatch>();
      known.set(producer, taken);
      const before = taken.get(sequence);
      if (before) {
        if (isSame(before, batch)) repeats += 1;
        else reused.push(batch);
        continue;
      }
      if (sequence !== (next.get(producer) ?? sequence)) gaps.push(batch);
      taken.set(sequence, batch);
      next.set(producer, sequence + records.length);
    }
    log.push(...records.map((record) => ({ topic, partition, ...record })));
  }
  return { log, repeats, reused, gaps };
}

function isSame(left: TakenBatch, right: TakenBatch): boolean {
  return JSON.stringify(left.records) === JSON.stringify(right.records);
}
