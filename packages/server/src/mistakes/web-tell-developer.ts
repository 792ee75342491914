import { isFailure } from '@holdfast/core';
import { isProduction } from '../idempotency/node-is-development.ts';
import { messagesOf } from '../logging/messages-of.ts';
import { ownWords } from '../logging/own-words.ts';
import { knownBytes } from '../requests/read-bytes.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

const MOST_SENTENCES = 100;
const said = new Set<string>();

/** Says a sentence in the console, once for each process; not where `NODE_ENV` is `production`. */
export function tellDeveloper(sentence: string): void {
  if (isProduction() || said.has(sentence) || said.size >= MOST_SENTENCES) return;
  said.add(sentence);
  // oxlint-disable-next-line no-console -- where a developer looks
  console.warn(`Holdfast: ${sentence}`);
}

/** Says the remedy of a mistake that ended a request. */
export function tellMistake(thrown: unknown): void {
  if (!isFailure(thrown, 'DEFECT')) return;
  const { remedy } = thrown.details;
  if (typeof remedy === 'string') tellDeveloper(remedy);
}

/**
 * Writes an error to the console when the app has no log for it: redacted, and without values of the request.
 */
export function tellUntold(
  caller: string,
  option: string,
  thrown: unknown,
  request?: Request,
): void {
  if (isProduction()) return;
  const own = request && ownWords({ request, route: '', body: knownBytes(request) });
  const [message = toServerFailure(thrown).code] = messagesOf(thrown, own);
  tellDeveloper(
    `${caller}: give it a \`${option}\`, because this error is reported nowhere else: ${message}`,
  );
}
