import { Failure } from '@holdfast/core';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { Audit } from '../audit/create-audit.ts';
import type { ThreatGuard } from '../threats/threat-guard.ts';
import type { SignInAttempt, SignInFrom } from '../threats/sign-in-guard.ts';
import { inTime } from '../deadline/in-time.ts';
import { createTurns } from './turns.ts';
import type { Hashing } from './hashing.ts';
import { type ScryptCost, workOf } from './scrypt-cost.ts';
import { isToken, type SecretToken } from './node-secret-token.ts';
import { partsOf, type StoredSecret, toStoredSecret } from './stored-secret.ts';
import { requireFunction, requireMethods, requireTyped } from '../mistakes/require-value.ts';

declare const proven: unique symbol;

/** Says that a client showed the secret of an account. Only `Credentials` makes it; a session begins with it. */
export interface SecretProof {
  readonly subject: string;
  readonly [proven]: 'proof';
}

export interface CredentialsOptions {
  readonly guard: Pick<ThreatGuard, 'addressOf' | 'admitSignIn' | 'observe'>;
  readonly hashing: Hashing;
  /** Receives an event for every right secret. @default none */
  readonly audit?: Audit;
  /** The cost of a new hash: 2^15 takes 32 MiB and about a quarter of a second. @default 15 */
  readonly log2Cost?: number;
  /**
   * The costliest hash that the database holds, when it may be costlier than a new one: a name that does not
   * exist then takes as long as the costliest that does. @default none
   */
  readonly costliest?: () => Promise<StoredSecret | undefined>;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'randomBytes' | 'schedule'>;
}

export interface SecretCheck extends SignInFrom {
  /** As it was typed. It need not exist. */
  readonly name: string;
  readonly secret: string;
  /** The account with that name, if there is one. */
  readonly account: { readonly subject: string; readonly stored: StoredSecret } | undefined;
}

export interface CheckedSecret {
  readonly proof: SecretProof;
  /**
   * A hash of the secret at the current cost, when the stored hash has another cost. Store it in place of the old
   * one.
   */
  readonly rehashed?: StoredSecret;
}

export interface NewSecret extends SignInFrom {
  readonly name: string;
  readonly secret: string;
  /** Whether the name belongs to an account already. The server calls it once it has counted the attempt. */
  readonly isTaken: () => Promise<boolean>;
}

export interface TokenCheck {
  /** The name under which guesses are counted. Use one name for each token. */
  readonly name: string;
  readonly shown: string;
  readonly token: SecretToken;
  readonly subject: string;
}

export interface RegisteredSecret {
  readonly stored: StoredSecret;
  /**
   * Call it when the account is made. Without it, such as when another sign-up took the name meanwhile, the
   * attempt counts as a wrong guess.
   */
  readonly made: (subject: string) => Promise<SecretProof>;
}

/**
 * Checks secrets. For each check, it asks the guard, counts the guess before it compares, compares in a worker
 * thread, and stores the result.
 */
export interface Credentials {
  /**
   * Rejects with `CREDENTIALS_WRONG`, as slowly for a name that does not exist as for one that does; with
   * `RATE_LIMITED` while the guard blocks the name or the address; with `RESOURCE_EXHAUSTED` when too many checks
   * wait.
   */
  check(request: Request, check: SecretCheck): Promise<CheckedSecret>;
  /**
   * Hashes the secret of a new account. Resolves with `undefined` when the name is taken, even if the secret is
   * right. This counts as a wrong guess at the name. Rejects as `check` does.
   */
  register(request: Request, secret: NewSecret): Promise<RegisteredSecret | undefined>;
  /**
   * Checks a long random token. Resolves with its owner, or with `undefined` when it is wrong. The guard counts each
   * address alone, so guesses from one address block no other address. Rejects with `RATE_LIMITED` after too many
   * wrong tokens from this address, even when the token is right.
   */
  checkToken(request: Request, check: TokenCheck): Promise<SecretProof | undefined>;
}

interface AttemptFrom extends SignInFrom {
  readonly name: string;
}

/** How many checks of one name from one address may wait for each other. */
const MOST_AT_ONCE = 64;
/** No sign-in waits longer for the app to name its costliest hash. */
const COSTLIEST_WITHIN_MS = 10_000;
const BLOCK_SIZE = 8;
const PARALLEL = 3;
const SALT_BYTES = 16;

export function createCredentials(options: CredentialsOptions): Credentials {
  requireOptionsAlways('createCredentials', options, {
    guard: 'anything',
    hashing: 'anything',
    audit: 'a function?',
    log2Cost: 'a whole number above 0?',
    costliest: 'a function?',
    platform: 'an object with randomBytes, schedule?',
  });

  const {
    guard,
    hashing,
    audit = async () => {},
    log2Cost = 15,
    costliest = async () => undefined,
    platform = webPlatform,
  } = options;
  requireMethods(
    'createCredentials',
    { guard },
    ['addressOf', 'admitSignIn', 'observe'],
    'the result of `createThreatGuard`',
  );
  requireMethods('createCredentials', { hashing }, ['run'], 'the result of `createHashing`');
  const cost: ScryptCost = { log2Cost, blockSize: BLOCK_SIZE, parallel: PARALLEL };
  let highest: Promise<ScryptCost> | undefined;
  const highestCost = async (): Promise<ScryptCost> => {
    highest ??= inTime(platform, COSTLIEST_WITHIN_MS, costliest()).then((stored) =>
      costlier(cost, stored && partsOf(stored)?.cost),
    );
    // When the database could not be reached, or did not answer, the next check asks it again.
    return highest.catch((error: unknown) => {
      highest = undefined;
      throw error;
    });
  };
  const inTurn = createTurns({ mostOfKey: MOST_AT_ONCE, platform });
  /**
   * Checks of one name from one address run one after another, so the guard never takes a right secret for a wrong
   * guess.
   */
  const alone = <T>(request: Request, { name, address }: AttemptFrom, work: () => Promise<T>) =>
    inTurn(`${address ?? guard.addressOf(request) ?? ''} ${name}`, () => {
      request.signal.throwIfAborted();
      return work();
    });
  const fresh = () => ({ salt: platform.randomBytes(SALT_BYTES), cost });

  const signIn = async (
    request: Request,
    attempt: SignInAttempt,
    subject: string,
  ): Promise<SecretProof> => {
    await attempt.succeeded();
    const { address } = attempt;
    await audit(
      { kind: 'sign-in', subject, ...(address === undefined ? {} : { address }) },
      request,
    );
    return { subject } as SecretProof;
  };

  const checked = async (
    request: Request,
    { name, secret, account, ...from }: SecretCheck,
  ): Promise<CheckedSecret> => {
    requireTyped('check', { name, secret });
    const attempt = await guard.admitSignIn(request, name, from);
    const again = fresh();
    const stored = account && partsOf(account.stored);
    const result = await highestCost()
      .then((known) => {
        const top = costlier(known, stored?.cost);
        highest = Promise.resolve(top);
        return hashing.run(
          { kind: 'check', secret: normal(secret), stored, costliest: top, again },
          { caller: attempt.address, signal: request.signal },
        );
      })
      .catch(async (error: unknown) => {
        await attempt.withdrawn();
        throw error;
      });
    if (result.kind !== 'right' || !account) {
      const failure = new Failure(catalogue.CREDENTIALS_WRONG);
      await attempt.failed();
      await guard.observe(request, failure);
      throw failure;
    }
    const { hash } = result;
    return {
      proof: await signIn(request, attempt, account.subject),
      ...(hash ? { rehashed: toStoredSecret({ ...again, hash }) } : {}),
    };
  };

  const registered = async (
    request: Request,
    { name, secret, isTaken, ...from }: NewSecret,
  ): Promise<RegisteredSecret | undefined> => {
    requireTyped('register', { name, secret });
    requireFunction('register', { isTaken });
    const attempt = await guard.admitSignIn(request, name, from);
    try {
      if (await isTaken()) {
        await attempt.failed();
        await guard.observe(request, new Failure(catalogue.CREDENTIALS_WRONG));
        return undefined;
      }
      const made = fresh();
      const result = await hashing.run(
        { kind: 'hash', secret: normal(secret), ...made },
        { caller: attempt.address, signal: request.signal },
      );
      if (result.kind !== 'hashed') throw new Failure(catalogue.DEFECT);
      return {
        stored: toStoredSecret({ ...made, hash: result.hash }),
        made: (subject) => signIn(request, attempt, subject),
      };
    } catch (error) {
      await attempt.withdrawn();
      throw error;
    }
  };

  return {
    check: (request, check) => alone(request, check, () => checked(request, check)),
    register: (request, secret) => alone(request, secret, () => registered(request, secret)),

    async checkToken(request, { name, shown, token, subject }) {
      const attempt = await guard.admitSignIn(request, name, { perAddress: true });
      if (isToken(shown, token)) {
        await attempt.succeeded();
        return { subject } as SecretProof;
      }
      await attempt.failed();
      await guard.observe(request, new Failure(catalogue.CREDENTIALS_WRONG));
      return undefined;
    },
  };
}

/** The same characters typed on another keyboard must give the same bytes. */
function normal(secret: string): string {
  return secret.normalize('NFKC');
}

function costlier(one: ScryptCost, other: ScryptCost | undefined): ScryptCost {
  return other && workOf(other) > workOf(one) ? other : one;
}
