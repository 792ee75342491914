import { failureOf } from '@holdfast/core';
import { peekText } from '@holdfast/core/parts';
import { isLoadError } from './load-errors.ts';

// The error classes of mistakes in the code itself.
const MISTAKE = /^(Type|Reference|Range|Syntax|Eval|URI)Error$/;

/**
 * Whether rendering again gives the same error for certain: a bug such as a `TypeError`, or a failure that says
 * `retry: 'never'`. A part of the app that `lazyWithRetry` could not load is neither, although engines throw a
 * `TypeError` for it.
 */
export function isDeterministic(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure) return failure.retry === 'never';
  return MISTAKE.test(peekText(error, 'name')) && !isLoadError(error);
}
