import { type Failure, isFailure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { nameMistake } from '../mistakes/name-mistake.ts';
import { noteAt } from '../mistakes/request-advice.ts';
import { requireAnswer } from '../mistakes/require-answer.ts';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';
import { adviceOf, type Advise } from './advise.ts';
import { dispositionOf, dispositionOfFailure } from './idempotency-state.ts';
import type { HeldKey } from './idempotency-store.ts';
import { isDevelopment } from './node-is-development.ts';
import type { Replay } from './reread.ts';
import {
  droppedHeaders,
  isCredential,
  isTooLarge,
  type StoredAnswer,
  toAnswerOf,
  toResponse,
  toStored,
} from './stored-answer.ts';

/** The result for a client: an answer for the first time or again, or a failure. */
export type Told =
  | { readonly do: 'tell'; readonly answer: StoredAnswer }
  | ({ readonly do: 'replay' } & Replay)
  | { readonly do: 'fail'; readonly failure: Failure };

export interface HeldContext {
  readonly request: Request;
  readonly fingerprint: string;
  readonly platform: Pick<Platform, 'now' | 'randomBytes'>;
  readonly maxStoredBytes: number;
  readonly kept: readonly string[];
  readonly advise: Advise;
  /** Is called when the key has an answer that stays. */
  readonly onFinished?: () => void;
}

export interface HeldWork<TTransaction> {
  readonly work: (transaction: TTransaction) => Promise<Response>;
  /** The name of the app's function: `work`, `settle`. */
  readonly name: string;
  readonly canReread: boolean;
  /** Whether the work can still be undone. A paid effect cannot. */
  readonly canRefuse: boolean;
}

/** The server cannot read a refusal again, so it stores it whole, up to the size that a client reads. */
const MOST_PROBLEM_BYTES = 64 * 1024;

const REREAD =
  'The answer of an idempotent write is larger than maxStoredBytes, and without `reread` a repeated request gets it without its body: answer with less, such as an id and a revision, or give `reread`.';

/**
 * Does the work of a key that this request holds. It stores the effect and its answer, or a definitive refusal without
 * its effect, or nothing. Rejects with every failure that is not stored.
 */
export async function runHeld<TTransaction>(
  held: HeldKey<TTransaction>,
  { work, name, canReread, canRefuse }: HeldWork<TTransaction>,
  context: HeldContext,
): Promise<Told> {
  let answer: StoredAnswer;
  try {
    answer = await held.attempt(
      async (transaction) => {
        const response: unknown = await work(transaction);
        requireAnswer(name, response);
        adviseStatus(name, response, context);
        adviseHeaders(response, context);
        const whole = await toAnswerOf(response, context.kept);
        // Only a write that took effect can be read again.
        const isKept = dispositionOf(whole.status) === 'commit';
        if (isKept && isTooLarge(whole, context.maxStoredBytes) && !canReread) {
          if (canRefuse && isDevelopment()) throw adviceOf(REREAD);
          context.advise(REREAD);
        }
        return whole;
      },
      ({ status }) => dispositionOf(status) === 'commit',
    );
  } catch (error) {
    return keepRefusal(held, nameMistake(error), context);
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
  const refusal = toProblemResponse(error, requestContext(context.request, context));
  await finish(held, await toAnswerOf(refusal, context.kept), context);
  return { do: 'fail', failure: error };
}

/** The answer of a result. Throws its failure. */
export function toAnswer(told: Told): Response {
  if (told.do === 'fail') throw told.failure;
  return toResponse(told.answer, told.do === 'replay' ? told.telling : 'first');
}

function adviseHeaders(response: Response, context: HeldContext): void {
  for (const name of droppedHeaders(response, context.kept)) {
    const orKeep = isCredential(name) ? '' : ', or name it in keepHeaders';
    say(
      context,
      `The work of an idempotent write set the header ${name}, which neither the first answer nor a replay has: set it outside of the work${orKeep}.`,
    );
  }
}

function adviseStatus(name: string, { status }: Response, context: HeldContext): void {
  if (dispositionOf(status) !== 'forget') return;
  say(
    context,
    `\`${name}\` answered ${status}, which is not stored under the key: its writes are undone, and the next attempt does them again. Throw a Failure where that is meant.`,
  );
}

/** Gives the sentence to the app's `report`, or else to the console, and adds it to the line of the request. */
function say({ request, advise }: HeldContext, sentence: string): void {
  advise(sentence);
  noteAt(request, sentence);
}

async function finish<TTransaction>(
  held: HeldKey<TTransaction>,
  answer: StoredAnswer,
  { fingerprint, platform, maxStoredBytes, onFinished }: HeldContext,
): Promise<void> {
  const isRefusal = answer.status >= 400;
  const most = isRefusal ? Math.max(maxStoredBytes, MOST_PROBLEM_BYTES) : maxStoredBytes;
  const stored = await toStored(answer, most);
  await held.finish({ fingerprint, answer: stored, finishedAt: platform.now() });
  onFinished?.();
}
