import type { Platform } from '@holdfast/core/parts';
import type { Audit } from '../audit/create-audit.ts';
import type { InspectJsonOptions } from './detection/inspect-json.ts';
import type { NameBudget } from './name-budget.ts';
import type { SignInAttempt, SignInFrom } from './sign-in-guard.ts';
import type { ThreatSink } from './threat-notice.ts';
import type { ThreatRules } from './threat-rules.ts';
import type { ThreatStore } from './threat-store.ts';

export interface ThreatGuardOptions {
  readonly store: ThreatStore;
  /** Receives blocks, suspensions, failed sign-ins and refused authorisations. @default none */
  readonly audit?: Audit;
  /** @default defaultThreatRules */
  readonly rules?: ThreatRules;
  /** How many guesses at one name all strangers together can make. @default defaultNameBudget */
  readonly names?: NameBudget;
  /**
   * Makes one key for all spellings of a name. Use the same function as for the unique names of accounts.
   * @default compatibility form and lower case
   */
  readonly nameKey?: (name: string) => string;
  /** Further origins whose pages belong to this server; see `requestCause`. @default [] */
  readonly allowedOrigins?: readonly string[];
  /** They receive findings and blocks, without the name of the party. @default none */
  readonly sinks?: readonly ThreatSink[];
  /** How old an answer of the store may be: at most so much later a block of another server is in force. @default 2000 */
  readonly freshMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

/**
 * Looks at requests, counts evidence of attacks, and refuses a party with too much of it. It is a tripwire: bound
 * parameters and encoded output are the defence that makes attacks harmless.
 *
 * Each function takes the `Request` itself. When the store or the audit cannot be reached, the guard lets requests
 * through and tells its sinks (`threat.unjudged`).
 */
export interface ThreatGuard {
  /**
   * Call it first. Rejects with `ADDRESS_BLOCKED` while the address is blocked, and with `THREAT_REFUSED` when path,
   * query or headers (`Cookie` and `Referer` left out) show an attack. Without an address nothing counts against one.
   * A request that a stranger's page or link may have caused counts against `elsewhere`. A block of `elsewhere`
   * refuses only such requests.
   */
  admit(request: Request, address?: string): Promise<void>;
  /** Sets the origin of a request that does not pass `admit`, such as one of an administrator. */
  locate(request: Request, address: string | undefined): void;
  /** The address of a request, when it is known. */
  addressOf(request: Request): string | undefined;
  /** Names the user of the session. Rejects with `ACCOUNT_SUSPENDED` while that user is suspended. */
  identify(request: Request, user: string): Promise<void>;
  /**
   * Counts a guess at a name before a secret is compared, so that many guesses at once cannot get past the limit.
   * `Credentials` calls it. Rejects with `RATE_LIMITED` after too many wrong guesses at this name from this address
   * or device, or from all strangers together.
   */
  admitSignIn(request: Request, name: string, from?: SignInFrom): Promise<SignInAttempt>;
  /** Rejects with `THREAT_REFUSED` when a field shows an attack. Prose is only counted, never refused. */
  inspectBody(request: Request, value: unknown, options?: InspectJsonOptions): Promise<void>;
  /**
   * Call it with the failure of each refused request. Wrong passwords and reused keys count, and each failure counts
   * once for its request.
   */
  observe(request: Request, thrown: unknown): Promise<void>;
}
