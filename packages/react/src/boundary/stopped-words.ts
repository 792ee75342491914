import { boundaryWords, type MessageOverrides, type Messages } from '@holdfast/core/messages';

/** The words of a boundary, those of the app first. */
export function wordsOfBoundary(messages: MessageOverrides | undefined): Messages['boundary'] {
  return { ...boundaryWords, ...messages?.boundary };
}

/** Says that a part stopped working, by its name. */
export function stoppedWords(
  name: string | undefined,
  messages: MessageOverrides | undefined,
): string {
  const { stopped, part } = wordsOfBoundary(messages);
  return stopped.replace('{name}', () => name ?? part);
}

/** The name of a part, for a screen reader. */
export function nameOfPart(
  name: string | undefined,
  messages: MessageOverrides | undefined,
): string {
  return name ?? wordsOfBoundary(messages).part;
}
