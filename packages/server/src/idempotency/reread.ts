import { isFailure } from '@holdfast/core';
import { requireAnswer } from '../mistakes/require-answer.ts';
import type { HeldKey } from './idempotency-store.ts';
import { type StoredAnswer, type Telling, toAnswerOf } from './stored-answer.ts';
import { sha256 } from './sha256.ts';

/**
 * Makes an answer again whose body was not kept, from what is stored now. What it writes is undone. A refusal
 * for good, such as `NOT_FOUND`, says that there is nothing to tell any more.
 */
export type Reread<TTransaction> = (transaction: TTransaction) => Promise<Response>;

export interface Replay {
  readonly answer: StoredAnswer;
  readonly telling: Exclude<Telling, 'first'>;
}

/**
 * What a repeated request is told. A body that was not kept is read again: it is the same answer if its digest
 * is the same, and else it is marked as the current state. Without anything to read, the answer has no body.
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
    // What passes is asked again by the client; what is for good leaves an answer without a body.
    if (isFailure(error) && error.retry === 'never') return undefined;
    throw error;
  }
}

/** The type and the tag are the body's. */
function withoutBody({ status, headers }: StoredAnswer): StoredAnswer {
  const { 'content-type': _, etag: __, ...rest } = headers;
  return { status, headers: rest, body: null };
}
