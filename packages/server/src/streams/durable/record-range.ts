import type { DurableStream } from './durable-stream.ts';

/** Records that a stream has from one stream: those numbered `from` to `upTo`. */
export interface Segment {
  readonly id: string;
  readonly from: number;
  readonly upTo: number;
}

/** Where the records of a stream behind a number are: in its ancestors, in order, and then in itself. */
export function segmentsOf(
  { id, settings, tail }: DurableStream,
  after: number,
): readonly Segment[] {
  const parts = [...settings.ancestors, { id, upTo: tail.seq }];
  return parts
    .map((part, index) => ({
      id: part.id,
      from: Math.max(after, parts[index - 1]?.upTo ?? 0) + 1,
      upTo: part.upTo,
    }))
    .filter(({ from, upTo }) => from <= upTo);
}

/** How many of the first records fit into this many bytes. The very first record always counts. */
export function countFitting(lengths: readonly number[], mostBytes: number): number {
  let bytes = 0;
  const end = lengths.findIndex((length, index) => {
    bytes += length;
    return index > 0 && bytes > mostBytes;
  });
  return end === -1 ? lengths.length : end;
}
