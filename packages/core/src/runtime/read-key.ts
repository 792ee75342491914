import { canonical } from './canonical.ts';

/**
 * The key of one read or stream: its operation and its input, compared by content. Throws `INPUT_INVALID`
 * for an input that cannot be told from another; see `canonical`.
 */
export function readKey(operation: string, input: unknown): string {
  // No input has had the key `null` on devices from the beginning, and keeps what is stored there.
  if (input === undefined) return `${operation}:null`;
  return `${operation}:${input === null ? '!null' : canonical(input)}`;
}

/**
 * The key under which the answer of a read is kept: of what its schema made of the input or, when that is
 * an object of the app's own, of the input itself. Throws `INPUT_INVALID` when neither can be compared.
 */
export function keyOfRead(operation: string, parsed: unknown, input: unknown): string {
  try {
    return readKey(operation, parsed);
  } catch (failure) {
    if (parsed === input) throw failure;
    return readKey(`${operation}~`, input);
  }
}
