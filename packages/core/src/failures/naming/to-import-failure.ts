import { Failure, isFailure } from '../failure.ts';
import { CHUNK_FAILED, CHUNK_STALE } from '../kinds/runtime.ts';
import { peek, peekText } from './peek.ts';
import { toFailure } from './to-failure.ts';

// Only here is a message read. A part that cannot be loaded and a bug in a part that was loaded both raise a bare
// `TypeError`, and only their messages differ.
const NOT_LOADED =
  /dynamically imported module|Importing a module script failed|Cross-origin script load denied|Unable to preload CSS|Loading (CSS )?chunk/;
const OTHER_CONTENT = /is not a valid JavaScript MIME type/;

/**
 * Names the error with which `import()` rejected. An error that the loaded module itself throws is named by
 * `toFailure`.
 */
export function toImportFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const message = peekText(error, 'message');
  // An element that loads a script or a style hands over an event, which says nothing else.
  if (NOT_LOADED.test(message) || peek(error, 'type') === 'error')
    return new Failure(CHUNK_FAILED, { cause: error });
  // The server answered with a page in place of the script, or the part does not fit this page: both come with a new
  // version of the app.
  if (OTHER_CONTENT.test(message) || peek(error, 'name') === 'SyntaxError') {
    return new Failure(CHUNK_STALE, { cause: error });
  }
  return toFailure(error);
}

/**
 * Loads a part of the app: `fromImport(() => import('../story.ts'))`. Rejects with `CHUNK_FAILED` when a retry can
 * help, and with `CHUNK_STALE` when only a newer page can. It does not retry by itself.
 */
export async function fromImport<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw toImportFailure(error);
  }
}
