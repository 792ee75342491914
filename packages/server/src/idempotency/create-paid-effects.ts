import { Failure, isFailure } from '@holdfast/core';
import {
  type Platform,
  sleep,
  uuidV7,
  webPlatform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireFunction, requireMethods, requireText } from '../mistakes/require-value.ts';
import { quotaExceeded } from '../quotas/quota-exceeded.ts';
import { readBytes } from '../requests/read-bytes.ts';
import { type Claim, decideClaim } from './claim-state.ts';
import {
  A_STORE,
  type IdempotencyOptions,
  STORE_METHODS,
  WHOSE_KEYS,
} from './create-idempotency.ts';
import { fingerprintOf } from './fingerprint.ts';
import { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from './idempotency-key.ts';
import type { HeldKey } from './idempotency-store.ts';
import { nameOf } from './key-locks.ts';
import { keySettings } from './key-settings.ts';
import { createLeaseWatch } from './lease-watch.ts';
import { replayOf, type Reread } from './reread.ts';
import { keepRefusal, runHeld, toAnswer, type Told } from './run-held.ts';

export interface PaidEffectsOptions<TTransaction> extends IdempotencyOptions<TTransaction> {
  /** How long an effect may take; then its signal aborts, and another request may take it over. @default 60_000 */
  readonly leaseMs?: number;
  /** Effects of one owner that are begun and not settled. @default 100 */
  readonly maxUnsettled?: number;
  /** @default the ambient platform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes' | 'schedule'>;
}

export interface EffectContext {
  /** Give it to the provider as its idempotency key: it is the same on every attempt. */
  readonly providerKey: string;
  /** 1 the first time. From 2 on the effect may have happened already: ask a provider without keys about it. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

export interface PaidWork<TTransaction, TResult> {
  readonly owner: string;
  /** Checks and reservations, committed with the claim before anything is paid. @default nothing */
  readonly claim?: (transaction: TTransaction) => Promise<unknown>;
  /** What happens outside of the database: a payment, a call of a generator. */
  readonly effect: (context: EffectContext) => Promise<TResult>;
  /** The consequences of the effect, committed with the answer. It cannot refuse any more: the effect stands. */
  readonly settle: (transaction: TTransaction, result: TResult) => Promise<Response>;
  /** As in an idempotent write: makes an answer again that was too large to be stored. */
  readonly reread?: Reread<TTransaction>;
}

/**
 * Answers a request whose effect lies outside of the database, in three steps. It commits a claim, does the effect
 * under a key for its provider, and commits the settlement with the answer.
 *
 * It promises no effect without a claim, one key of the provider for every attempt, and one settlement. So the effect
 * happens once if the provider honours its key, also when a process dies in between: the next request with the same key
 * takes over the claim of a dead process once its lease is over. Without such a key the effect happens at least once,
 * and `attempt` says when to ask.
 *
 * An effect that failed for good without an effect (a card that was refused) is settled as that refusal. Any other
 * failure leaves the claim for the next request. Rejects as an idempotent write does, and with `QUOTA_EXCEEDED` when
 * the owner has too many unsettled effects; then nothing was begun. An answer that is too large to be stored is never
 * refused, because the effect stands.
 */
export type PaidEffects<TTransaction> = <TResult>(
  request: Request,
  work: PaidWork<TTransaction, TResult>,
) => Promise<Response>;

const BUSY_MS = 20;

export function createPaidEffects<TTransaction>(
  options: PaidEffectsOptions<TTransaction>,
): PaidEffects<TTransaction> {
  requireOptionsAlways('createPaidEffects', options, {
    store: 'anything',
    maxBytes: 'a number from 0 on?',
    maxStoredBytes: 'a number from 0 on?',
    maxKeysPerDay: 'a whole number from 0 on?',
    keepHeaders: 'a list of texts?',
    report: 'a function?',
    retryAfterMs: 'a number from 0 on?',
    leaseMs: 'a number from 1 on?',
    maxUnsettled: 'a whole number from 0 on?',
    platform: 'an object with now, monotonic, randomBytes, schedule?',
  });

  const {
    store,
    leaseMs = 60_000,
    retryAfterMs = 1000,
    maxUnsettled = 100,
    platform = webPlatform,
    ...limits
  } = options;
  type Settlement = (held: HeldKey<TTransaction>) => Promise<Told>;

  requireMethods('createPaidEffects', { store }, STORE_METHODS, A_STORE);
  const settings = keySettings(limits, platform);
  const { kept } = settings.held;
  const leases = createLeaseWatch(leaseMs, platform);

  return async (request, { owner, claim: reserve, effect, settle, reread }) => {
    requireRequest('createPaidEffects', request);
    requireText('createPaidEffects', { owner }, WHOSE_KEYS);
    requireFunction('createPaidEffects', { effect, settle });
    const key = {
      scope: owner,
      key: parseIdempotencyKey(request.headers.get(IDEMPOTENCY_KEY_HEADER)),
    };
    const fingerprint = await fingerprintOf(request, await readBytes(request, limits));
    const onFinished = (): void => settings.count(owner);
    const context = { ...settings.held, request, fingerprint, platform, onFinished };
    const name = nameOf(key);
    const canReread = reread !== undefined;

    const step = await withKey(async (held): Promise<Told | Claim> => {
      const now = held.now ?? platform.now();
      const decision = decideClaim(held, fingerprint, leases.judgedAt(name, held.claim, now));
      if (decision.do === 'replay') {
        return { do: 'replay', ...(await replayOf(held, decision.answer, reread, kept)) };
      }
      if (decision.do === 'refuse') {
        return { do: 'fail', failure: new Failure(catalogue[decision.code]) };
      }
      if (decision.do === 'wait') {
        return { do: 'fail', failure: inProgress(Math.min(decision.forMs, retryAfterMs)) };
      }
      if (decision.do === 'claim') {
        settings.admit(owner);
        if ((await held.countClaims(maxUnsettled)) >= maxUnsettled) {
          throw quotaExceeded({ what: 'unsettled-claims', limit: maxUnsettled }, retryAfterMs);
        }
      }
      try {
        if (decision.do === 'claim' && reserve) await held.attempt(reserve, () => true);
      } catch (error) {
        return keepRefusal(held, error, context);
      }
      const before = decision.do === 'take-over' ? decision.claim : undefined;
      const claim = {
        fingerprint,
        providerKey: before?.providerKey ?? uuidV7(platform),
        leaseUntil: now + leaseMs,
        attempts: (before?.attempts ?? 0) + 1,
      };
      await held.keepClaim(claim);
      return claim;
    });
    if ('do' in step) return toAnswer(step);

    const stop = leases.begin(name);
    let told: Told;
    try {
      told = await settled(
        await withinLease(effect, step).then(
          (result): Settlement =>
            (held) =>
              runHeld(
                held,
                {
                  work: (inside) => settle(inside, result),
                  name: 'settle',
                  canReread,
                  canRefuse: false,
                },
                context,
              ),
          (error: unknown): Settlement => {
            if (!isFailure(error) || error.effect !== 'none') throw error;
            return (held) => keepRefusal(held, error, context);
          },
        ),
      );
    } catch (error) {
      // A claim that cannot be released now is free once its lease is over.
      await letGo(step).catch(() => {});
      throw error;
    } finally {
      stop();
    }
    return toAnswer(told);

    async function withKey<T>(work: (held: HeldKey<TTransaction>) => Promise<T>): Promise<T> {
      const holding = await store.withKey(key, work);
      if (holding.kind === 'busy') throw inProgress(retryAfterMs);
      return holding.value;
    }

    /** Settles once the key is free. When another request has settled already, this one gets its answer. */
    async function settled(settlement: Settlement): Promise<Told> {
      for (let waitedMs = 0; ; waitedMs += BUSY_MS) {
        const holding = await store.withKey(key, async (held): Promise<Told> =>
          held.record
            ? { do: 'replay', ...(await replayOf(held, held.record.answer, reread, kept)) }
            : settlement(held),
        );
        if (holding.kind === 'done') return holding.value;
        if (waitedMs > leaseMs) throw inProgress(retryAfterMs);
        await sleep(platform, BUSY_MS);
      }
    }

    /** Lets the next request try again at once, unless another one has the claim already. */
    async function letGo(claim: Claim): Promise<void> {
      await withKey(async (held) => {
        if (held.claim?.attempts === claim.attempts) {
          await held.keepClaim({ ...claim, leaseUntil: 0 });
        }
      });
    }
  };

  async function withinLease<TResult>(
    effect: PaidWork<TTransaction, TResult>['effect'],
    { providerKey, attempts }: Claim,
  ): Promise<TResult> {
    const lease = new AbortController();
    const cancel = platform.schedule(leaseMs, () => lease.abort(new Failure(catalogue.TIMEOUT)));
    try {
      return await effect({ providerKey, attempt: attempts, signal: lease.signal });
    } finally {
      cancel();
    }
  }
}

function inProgress(retryAfterMs: number): Failure {
  return new Failure(catalogue.IDEMPOTENCY_IN_PROGRESS, { retryAfterMs });
}
