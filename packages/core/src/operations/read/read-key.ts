import { canonical } from './canonical.ts';

/**
 * The key of one read or stream: its operation and its input, compared by content. Throws `INPUT_INVALID` for
 * an input that cannot be compared; see `canonical`.
 */
export function readKey(operation: string, input: unknown): string {
  // "No input" has always had the key `null`. It keeps that key, so that devices find their stored answers.
  if (input === undefined) return `${operation}:null`;
  return `${operation}:${input === null ? '!null' : canonical(input)}`;
}

/**
 * The key under which the answer of a read is kept. It is made of the schema's output for the input or, when
 * that is an object of an app's class, of the input itself. Throws `INPUT_INVALID` when neither can be
 * compared.
 */
export function keyOfRead(operation: string, parsed: unknown, input: unknown): string {
  try {
    return readKey(operation, parsed);
  } catch (failure) {
    if (parsed === input) throw failure;
    return readKey(`${operation}~`, input);
  }
}
