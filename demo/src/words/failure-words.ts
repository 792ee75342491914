import { userMessage, type Failure } from '@holdfast/core';
import { pageWords } from './page-words.ts';
import { pauseInWords } from './pause.ts';

/**
 * Why something went wrong, in words for a writer and in the language of the page. It does not say when the writer may
 * try again: Fireside tries by itself, or a countdown says it.
 */
export function whyOf(failure: Failure): string {
  const { failures, promptReasons } = pageWords.getSnapshot();
  const { reason } = failure.details as { readonly reason?: unknown };
  const told = failure.code === 'PROMPT_REJECTED' && typeof reason === 'string' ? reason : '';
  const why = (promptReasons as Readonly<Record<string, string>>)[told] ?? '';
  return inOneLine(userMessage(failure, failures), why);
}

/** Why something went wrong, and when the writer may try again. */
export function reasonOf(failure: Failure): string {
  return inOneLine(whyOf(failure), pauseInWords(failure, pageWords.getSnapshot().language));
}

const inOneLine = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');
