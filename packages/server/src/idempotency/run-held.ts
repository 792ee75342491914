import { type Failure, isFailure, type Platform } from '@holdfast/core';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';
import { dispositionOf, dispositionOfFailure } from './idempotency-state.ts';
import type { HeldKey } from './idempotency-store.ts';
import { type StoredAnswer, toResponse, toStoredAnswer } from './stored-answer.ts';

/** What a client is told: an answer for the first time or again, or a failure. */
export type Told =
  | { readonly do: 'tell' | 'replay'; readonly answer: StoredAnswer }
  | { readonly do: 'fail'; readonly failure: Failure };

export interface HeldContext {
  readonly request: Request;
  readonly fingerprint: string;
  readonly platform: Pick<Platform, 'now' | 'randomBytes'>;
}

/**
 * Does the work of a key that is held, and keeps what is to be kept: effect and answer, a definitive
 * refusal without its effect, or nothing. Rejects with what is not to be kept.
 */
export async function runHeld<TTransaction>(
  held: HeldKey<TTransaction>,
  work: (transaction: TTransaction) => Promise<Response>,
  context: HeldContext,
): Promise<Told> {
  let answer: StoredAnswer;
  try {
    answer = await held.attempt(
      async (transaction) => toStoredAnswer(await work(transaction)),
      ({ status }) => dispositionOf(status) === 'commit',
    );
  } catch (error) {
    return keepRefusal(held, error, context);
  }
  if (dispositionOf(answer.status) !== 'forget') await finish(held, answer, context);
  return { do: 'tell', answer };
}

/** Keeps a definitive refusal as the answer of a key. Rejects with every other error as it is. */
export async function keepRefusal<TTransaction>(
  held: HeldKey<TTransaction>,
  error: unknown,
  context: HeldContext,
): Promise<Told> {
  if (!isFailure(error) || dispositionOfFailure(error) === 'forget') throw error;
  const refusal = toProblemResponse(error, requestContext(context.request, context.platform));
  await finish(held, await toStoredAnswer(refusal), context);
  return { do: 'fail', failure: error };
}

/** What was told as the answer it is. Throws a failure. */
export function toAnswer(told: Told): Response {
  if (told.do === 'fail') throw told.failure;
  return toResponse(told.answer, told.do === 'replay' ? 'again' : 'first');
}

function finish<TTransaction>(
  held: HeldKey<TTransaction>,
  answer: StoredAnswer,
  { fingerprint, platform }: HeldContext,
): Promise<void> {
  return held.finish({ fingerprint, answer, finishedAt: platform.now() });
}
