import { userMessage, type Failure } from '@holdfast/core';
import { failureWords, fieldWords } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';

/** The sentence under a field that could not be checked. */
export function uncheckedMessage({ code, family, status }: Failure): string {
  // A mistake in the app's own code says nothing about the server.
  const told = family === 'runtime' ? { code, family } : { code, family, status };
  return fillWords(fieldWords.unchecked, { failure: userMessage(told, failureWords) });
}
