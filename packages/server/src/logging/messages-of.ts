import { isFailure } from '@holdfast/core';
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
    const { name, message, issues, cause, errors } = partsOf(error);
    if (!isFailure(error))
      said.push(saying(name, Array.isArray(issues) ? undefined : message, own));
    visit(cause);
    if (Array.isArray(errors)) for (const one of errors.slice(0, MOST_BESIDE)) visit(one);
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

interface Parts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly issues?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** The parts of a thrown value; a text is its own message. */
function partsOf(error: unknown): Parts {
  if (typeof error === 'string') return { message: error };
  try {
    const { name, message, issues, cause, errors } = Object(error) as Parts;
    return { name, message, issues, cause, errors };
  } catch {
    // A hostile getter or a revoked proxy.
    return {};
  }
}
