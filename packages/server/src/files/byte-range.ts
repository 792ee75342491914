/** A part of a file, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const SINGLE = /^bytes=(\d*)-(\d*)$/i;

/**
 * The one part of a file that a `Range` asks for. `undefined` for several parts, or for a header that is no range:
 * the server then sends the whole file. `'outside'` for a part that the file does not have.
 */
export function byteRange(range: string | null, size: number): ByteRange | 'outside' | undefined {
  const [, from = '', to = ''] = SINGLE.exec(range?.trim() ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const count = Number(to);
    return count === 0 || size === 0
      ? 'outside'
      : { first: Math.max(0, size - count), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Number(to);
  if (last < first && to !== '') return undefined;
  return first >= size ? 'outside' : { first, last: Math.min(last, size - 1) };
}
