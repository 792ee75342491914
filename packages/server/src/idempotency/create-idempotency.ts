import { Failure } from '@holdfast/core';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireFunction, requireMethods, requireText } from '../mistakes/require-value.ts';
import { readBytes, type ReadBytesOptions } from '../requests/read-bytes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from './idempotency-key.ts';
import { decide } from './idempotency-state.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import { type KeyLimits, keySettings } from './key-settings.ts';
import { createNesting } from './node-nesting.ts';
import { replayOf, type Reread } from './reread.ts';
import { runHeld, toAnswer, type Told } from './run-held.ts';

export interface IdempotencyOptions<TTransaction> extends ReadBytesOptions, KeyLimits {
  readonly store: IdempotencyStore<TTransaction>;
  /** The wait that the server tells a client while its first request is still running. @default 1000 */
  readonly retryAfterMs?: number;
  /**
   * Its `now` gives the time at which a key was finished. Take `now` from `createRetention`. @default the ambient
   * clock
   */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes'>;
}

export interface IdempotentWork<TTransaction> {
  /** The user that the key belongs to. The same key of another owner is another key. */
  readonly owner: string;
  /** The effect, all of it in `transaction`, and its answer. Runs at most once at a time per key. */
  readonly work: (transaction: TTransaction) => Promise<Response>;
  /**
   * Makes the answer again from stored data, for a repeated request whose first answer was too large to be stored
   * (`maxStoredBytes`). The same bytes are the same answer; others are marked `Holdfast-Replay: current`.
   */
  readonly reread?: Reread<TTransaction>;
}

/**
 * Answers a write so that its effect happens once, however often the request arrives.
 *
 * Key, fingerprint, effect and answer are committed in one transaction. A finished request is
 * answered from the store with `Idempotency-Replayed: true`. A definitive refusal (4xx, answered or
 * thrown) undoes the work and is stored; 401, 408, 425, 429, 5xx and
 * a thrown `ACCOUNT_FULL` undo the work and are forgotten.
 *
 * The first answer and every replay have the same headers of the work: `Content-Type`, `Content-Language`,
 * `Location`, `ETag`, `Retry-After`, `retry-after-ms`, `x-should-retry`, `Holdfast-Cost`, and those that
 * `keepHeaders` names. Both lack every other header of the work, and `report` gets a sentence about it.
 *
 * A body above `maxStoredBytes` is not stored. With `reread`, the server makes a replay from the data stored by then.
 * Without it, a replay has the status and the headers but no body, and says `Holdfast-Replay: empty`. In development
 * (`NODE_ENV` is `development` or `test`) the server undoes such a write with `DEFECT`, whose remedy says what to do.
 *
 * Rejects with `IDEMPOTENCY_KEY_MISSING`, `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_REUSED`,
 * `IDEMPOTENCY_IN_PROGRESS`, `BODY_TOO_LARGE`, `QUOTA_EXCEEDED` when the owner has used up its keys of the day, and
 * with the error that the work threw.
 *
 * It covers effects inside the transaction only; for payments and other servers see `createPaidEffects`.
 */
export type Idempotent<TTransaction> = (
  request: Request,
  work: IdempotentWork<TTransaction>,
) => Promise<Response>;

/** The store and the owner that both functions of this folder need. */
export const STORE_METHODS: readonly string[] = ['withKey', 'prune'];
export const A_STORE =
  'a store of keys, such as `memoryStore()` or `sqlStore(database)`, not the database itself';
export const WHOSE_KEYS =
  'it names whose keys these are, and without it all users would share them';

const NESTED =
  '`idempotent` was called within the work of another idempotent write: do the inner effect in the transaction that the outer work was given, under the outer key.';

export function createIdempotency<TTransaction>(
  options: IdempotencyOptions<TTransaction>,
): Idempotent<TTransaction> {
  requireOptionsAlways('createIdempotency', options, {
    store: 'anything',
    maxBytes: 'a number from 0 on?',
    maxStoredBytes: 'a number from 0 on?',
    maxKeysPerDay: 'a whole number from 0 on?',
    keepHeaders: 'a list of texts?',
    report: 'a function?',
    retryAfterMs: 'a number from 0 on?',
    platform: 'an object with now, monotonic, randomBytes?',
  });

  const { store, retryAfterMs = 1000, platform = webPlatform, ...limits } = options;
  requireMethods('createIdempotency', { store }, STORE_METHODS, A_STORE);
  const settings = keySettings(limits, platform);
  const { kept } = settings.held;
  const nesting = createNesting(store);
  return async (request, { owner, work, reread }) => {
    requireRequest('idempotent', request);
    requireText('idempotent', { owner }, WHOSE_KEYS);
    requireFunction('idempotent', { work });
    refuseUnless(!nesting.isWithin(), NESTED);
    const key = parseIdempotencyKey(request.headers.get(IDEMPOTENCY_KEY_HEADER));
    const fingerprint = await fingerprintOf(request, await readBytes(request, limits));
    const holding = await store.withKey({ scope: owner, key }, async (held): Promise<Told> => {
      const decision = decide(held.record, fingerprint);
      switch (decision.do) {
        case 'run': {
          settings.admit(owner);
          const onFinished = (): void => settings.count(owner);
          const context = { ...settings.held, request, fingerprint, platform, onFinished };
          const canReread = reread !== undefined;
          const inWork = nesting.wrap(work);
          return runHeld(held, { work: inWork, name: 'work', canReread, canRefuse: true }, context);
        }
        case 'replay':
          return { do: 'replay', ...(await replayOf(held, decision.answer, reread, kept)) };
        case 'refuse':
          return { do: 'fail', failure: new Failure(catalogue[decision.code]) };
      }
    });
    if (holding.kind === 'busy') {
      throw new Failure(catalogue.IDEMPOTENCY_IN_PROGRESS, { retryAfterMs });
    }
    return toAnswer(holding.value);
  };
}
