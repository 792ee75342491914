/**
 * Why the reader does not ask for the rest of a stream that broke off. After the first four the server may still
 * have the rest, and the user can resume:
 *
 * - `aborted`: the user, or the app for the user, left the stream. Or another user signed in.
 * - `not-retryable`: the request failed in a way that another request cannot help (`retry: 'never'`), or the
 *   stream was not begun.
 * - `attempts-used`: `maxAttempts` connections in a row brought nothing.
 * - `hint-too-long`: the server asks for a longer wait than `maxHintMs`.
 *
 * After the others the stream is over, and the user can only begin another:
 *
 * - `ended`: the server ended the stream. The failure says what the server gave as the reason.
 * - `gone`: the server does not know the stream any longer, or has nothing more of it.
 * - `unfit`: an event did not fit twice at the same place, or did not pass its schema.
 */
export type NotResumed =
  'aborted' | 'not-retryable' | 'attempts-used' | 'hint-too-long' | 'ended' | 'gone' | 'unfit';

/** Whether the same stream cannot bring the rest. */
export function isOver(why: NotResumed | undefined): boolean {
  return why === 'ended' || why === 'gone' || why === 'unfit';
}
