import { Failure } from '@holdfast/core';
import { RATE_LIMITED } from '@holdfast/core/failures';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { giveGuessBack, type NameBudget, takeGuess } from './name-budget.ts';
import type { StateChanges } from './state-changes.ts';
import type { ThreatRules } from './threat-rules.ts';
import { isBlocked, remainingMs, scoreAt } from './threat-state.ts';
import type { BlockedParty, Change, Party, ThreatStore } from './threat-store.ts';

/** Where a guess comes from. */
export interface SignInFrom {
  /** @default the address that `admit` was given */
  readonly address?: string | undefined;
  /** A device that signed in to the account of this name before: strangers' guesses do not stop it. */
  readonly device?: string | undefined;
  /** Counts this address alone, not the name in all: for secrets that cannot be guessed. @default false */
  readonly perAddress?: boolean | undefined;
}

/** A guess that counts already. Settle it once, when its result is known. */
export interface SignInAttempt {
  /** The address that the guess comes from, when it is known. */
  readonly address: string | undefined;
  /** The secret was wrong: the guess stays counted. */
  failed(): Promise<void>;
  /** The secret was right: nothing counts, and this address is known to be the owner's. */
  succeeded(): Promise<void>;
  /** The server did not compare the secret. */
  withdrawn(): Promise<void>;
}

export interface SignInGuardOptions {
  readonly store: ThreatStore;
  readonly changes: StateChanges;
  readonly rules: ThreatRules;
  readonly names: NameBudget;
  readonly clock: () => number;
  /** Receives the error when a guess could not be counted. */
  readonly onFailure: (error: unknown) => void;
  readonly onBlocked: (request: Request, blocked: BlockedParty) => Promise<void>;
}

interface Tried {
  /** A pseudonym of the name. */
  readonly id: string;
  readonly address: string | undefined;
  readonly device: string | undefined;
  readonly perAddress: boolean;
}

const EVIDENCE = 'sign-in-failed';
/** The weight of one wrong guess after two hours. */
const FORGOTTEN = 0.003;

/** Counts guesses at names: per name with the address or device that makes them, and per name in all. */
export function createSignInGuard({
  store,
  changes,
  rules,
  names,
  clock,
  onFailure,
  onBlocked,
}: SignInGuardOptions): {
  admit(request: Request, tried: Tried): Promise<SignInAttempt>;
} {
  const nextFor = (
    party: Party,
    event: 'withdrawn' | 'proven',
    counted: Change,
  ): Promise<Change> => {
    const at = clock();
    return event === 'proven'
      ? changes(party, { type: 'proven', at })
      : changes(party, { type: 'withdrawn', evidence: EVIDENCE, at, counted });
  };

  /** Rejects with `RATE_LIMITED`. Returns the counts, so that the caller can take them back. */
  const countFrom = async (from: Party): Promise<Change> => {
    const counted = await changes(from, { type: 'evidence', evidence: EVIDENCE, at: clock() });
    const retryAfterMs = remainingMs(counted.before, clock());
    if (retryAfterMs > 0) throw new Failure(RATE_LIMITED, { retryAfterMs });
    return counted;
  };

  const countName = async (name: Party, isFirst: boolean): Promise<void> => {
    let retryAfterMs: number | undefined;
    await store.change(name, (state) => {
      const decision = takeGuess(state, { at: clock(), isFirst }, names);
      ({ retryAfterMs } = decision);
      return decision.state;
    });
    if (retryAfterMs !== undefined) throw new Failure(RATE_LIMITED, { retryAfterMs });
  };

  const giveBack = async (name: Party): Promise<void> => {
    await store.change(name, (state) => giveGuessBack(state, clock(), names));
  };

  return {
    async admit(request, { id, address, device, perAddress }) {
      // A token shares no count with an account whose name is the same: signing in would settle its guesses.
      const place = `${perAddress ? 'token at' : 'address'} ${address ?? ''}`;
      const where = device === undefined ? place : `device ${device}`;
      const from: Party = { kind: 'sign-in-from', id: await pseudonymOf(`${id} ${where}`) };
      const name: Party = { kind: 'sign-in', id };
      let counted: Change;
      let countsForName: boolean;
      try {
        counted = await countFrom(from);
        const { before } = counted;
        countsForName = !perAddress && device === undefined && before?.provenAt === undefined;
        if (countsForName) {
          const isFirst = before?.kind !== 'blocked' && scoreAt(before, clock(), rules) < FORGOTTEN;
          await countName(name, isFirst).catch(async (error: unknown) => {
            await nextFor(from, 'withdrawn', counted);
            throw error;
          });
        }
      } catch (error) {
        if (error instanceof Failure && error.code === 'RATE_LIMITED') throw error;
        onFailure(error);
        return { address, ...UNCOUNTED };
      }

      const settle = async (event: 'withdrawn' | 'proven'): Promise<void> => {
        try {
          await nextFor(from, event, counted);
          if (countsForName) await giveBack(name);
        } catch (error) {
          onFailure(error);
        }
      };
      return {
        address,
        async failed() {
          const { before, after } = counted;
          const at = clock();
          if (isBlocked(after, at) && !isBlocked(before, at)) {
            await onBlocked(request, { party: from, state: after });
          }
        },
        succeeded: () => settle('proven'),
        withdrawn: () => settle('withdrawn'),
      };
    },
  };
}

/** The store cannot be reached: the guard lets users through. */
const UNCOUNTED: Omit<SignInAttempt, 'address'> = {
  failed: async () => {},
  succeeded: async () => {},
  withdrawn: async () => {},
};
