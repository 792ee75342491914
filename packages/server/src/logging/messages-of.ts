import { isFailure } from '@holdfast/core';
import { peek, peekList } from '@holdfast/core/parts';
import type { OwnWords } from './own-words.ts';
import { isName } from './plain-words.ts';
import { redactMessage } from './redact-message.ts';

const MOST_MESSAGES = 5;
const MOST_BESIDE = 3;
const LONGEST_MESSAGE = 2000;

/**
 * The redacted messages of an error and its causes, from the outside in: `TypeError: … is not a function`. Failures
 * have no text of their own, so they only lead to their causes. An error that lists issues of an input quotes the
 * input, so only its name is given.
 */
export function messagesOf(thrown: unknown, own?: OwnWords): readonly string[] {
  const said: string[] = [];
  const seen = new Set<unknown>();
  const visit = (error: unknown): void => {
    if (error === undefined || error === null || seen.has(error) || said.length >= MOST_MESSAGES)
      return;
    seen.add(error);
    const message = hasIssues(error) ? undefined : messageOf(error);
    if (!isFailure(error)) said.push(saying(peek(error, 'name'), message, own));
    visit(peek(error, 'cause'));
    for (const one of peekList(error, 'errors', MOST_BESIDE)) visit(one);
  };
  visit(thrown);
  return said.filter((one) => one !== '');
}

function saying(name: unknown, message: unknown, own: OwnWords | undefined): string {
  const title = typeof name === 'string' && isName(name) && !own?.has(name) ? name : '';
  const text = typeof message === 'string' ? redacted(message, own) : '';
  return [title, text].filter(Boolean).join(': ');
}

function redacted(message: string, own: OwnWords | undefined): string {
  let text = message.slice(0, LONGEST_MESSAGE);
  // Whole values go before single words, so that no common word of a value is left.
  for (const value of own?.values ?? []) {
    if (value.length <= text.length) text = text.replaceAll(value, '…');
  }
  return redactMessage(text, own && ((word) => own.has(word)));
}

/** The message of a thrown value; a text is its own. */
const messageOf = (error: unknown): unknown =>
  typeof error === 'string' ? error : peek(error, 'message');

/** Whether an error lists issues. A list that refuses to be read counts as one. */
function hasIssues(error: unknown): boolean {
  try {
    return Array.isArray((error as { readonly issues?: unknown }).issues);
  } catch {
    return true;
  }
}
