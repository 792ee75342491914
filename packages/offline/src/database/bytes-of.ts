/**
 * About how many bytes a value takes on the disk. A text counts two for each letter, and a file its size. A value that
 * contains itself counts once.
 */
export function bytesOf(value: unknown, seen: Set<unknown> = new Set()): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null || seen.has(value)) return 8;
  seen.add(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (typeof Blob !== 'undefined' && value instanceof Blob) return value.size;
  const isList = Array.isArray(value) || value instanceof Map || value instanceof Set;
  const parts: Iterable<unknown> = isList ? value : Object.entries(value);
  let bytes = 8;
  for (const part of parts) bytes += bytesOf(part, seen);
  return bytes;
}
