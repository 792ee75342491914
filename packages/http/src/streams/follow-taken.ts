import { readEnvelope, utf8Length } from '@holdfast/core/parts';
import type { StreamTaken } from './stream-format.ts';

export interface Taken {
  /** Takes in each value that comes. */
  note(value: unknown): void;
  /** The envelope that ends the stream after the values so far. */
  done(): unknown;
}

/**
 * Counts the events and bytes of a stream, for a server that ends it with a word of its own instead of a `done`
 * envelope.
 */
export function followTaken({ seq, offset }: StreamTaken = { seq: 0, offset: 0 }): Taken {
  let last = seq;
  let bytes = offset;
  return {
    note(value) {
      const envelope = readEnvelope(value);
      if (envelope?.seq !== last + 1) return;
      last = envelope.seq;
      if (envelope.type === 'delta') bytes += utf8Length(envelope.text) ?? 0;
    },
    done: () => ({ seq: last + 1, type: 'done', offset: bytes }),
  };
}
