import { peek } from '@holdfast/core/parts';

/**
 * The message of a thrown value: the value itself when it is a text, `undefined` when it has none or when its message
 * cannot be read.
 */
export function getErrorMessage(thrown: unknown): string | undefined {
  if (typeof thrown === 'string') return thrown;
  const message = typeof thrown === 'object' ? peek(thrown, 'message') : undefined;
  return typeof message === 'string' ? message : undefined;
}
