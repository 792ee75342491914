import { isFailure } from '@holdfast/core';
import { requireAnswer } from '../mistakes/require-answer.ts';
import type { HeldKey } from './idempotency-store.ts';
import { type StoredAnswer, type Telling, toAnswerOf } from './stored-answer.ts';
import { sha256 } from '../digest/sha256.ts';

/**
 * Makes an answer again from the data stored by now, when its body was not stored. The server undoes the writes of
 * this. A final refusal, such as `NOT_FOUND`, says that the data is gone.
 */
export type Reread<TTransaction> = (transaction: TTransaction) => Promise<Response>;

export interface Replay {
  readonly answer: StoredAnswer;
  readonly telling: Exclude<Telling, 'first'>;
}

/**
 * Makes the answer to a repeated request. It reads a body that was not stored again. The answer is the same if its
 * digest is the same. Otherwise it is marked as the current state. Without data to read, the answer has no body.
 */
export async function replayOf<TTransaction>(
  held: Pick<HeldKey<TTransaction>, 'attempt'>,
  stored: StoredAnswer,
  reread: Reread<TTransaction> | undefined,
  kept: readonly string[],
): Promise<Replay> {
  if (stored.digest === undefined) return { answer: stored, telling: 'again' };
  const again = reread && (await rereadOf(held, reread, kept));
  if (!again?.body) return { answer: withoutBody(stored), telling: 'empty' };
  if ((await sha256(again.body)) === stored.digest) {
    return { answer: { ...stored, body: again.body }, telling: 'again' };
  }
  const { location } = stored.headers;
  const headers = { ...(location === undefined ? {} : { location }), ...again.headers };
  return { answer: { status: stored.status, headers, body: again.body }, telling: 'current' };
}

async function rereadOf<TTransaction>(
  held: Pick<HeldKey<TTransaction>, 'attempt'>,
  reread: Reread<TTransaction>,
  kept: readonly string[],
): Promise<StoredAnswer | undefined> {
  try {
    const answer = await held.attempt(
      async (transaction) => {
        const response: unknown = await reread(transaction);
        requireAnswer('reread', response);
        return toAnswerOf(response, kept);
      },
      () => false,
    );
    return answer.status >= 200 && answer.status < 300 ? answer : undefined;
  } catch (error) {
    // After a failure that passes, the client asks again. A final failure leads to an answer without a body.
    if (isFailure(error) && error.retry === 'never') return undefined;
    throw error;
  }
}

/** The type and the tag belong to the body. */
function withoutBody({ status, headers }: StoredAnswer): StoredAnswer {
  const { 'content-type': _, etag: __, ...rest } = headers;
  return { status, headers: rest, body: null };
}
