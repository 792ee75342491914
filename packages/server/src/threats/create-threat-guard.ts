import { Failure, isFailure, type Platform, webPlatform } from '@holdfast/core';
import {
  ACCOUNT_SUSPENDED,
  ADDRESS_BLOCKED,
  RATE_LIMITED,
  THREAT_REFUSED,
  UNKNOWN,
} from '@holdfast/core/failures';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { Audit } from '../audit/create-audit.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { tellApp } from '../logging/web-tell.ts';
import {
  inspectJson,
  type InspectJsonOptions,
  type PlacedFinding,
} from './detection/inspect-json.ts';
import { inspectRequest } from './detection/inspect-request.ts';
import { createFreshStates } from './fresh-states.ts';
import { defaultThreatRules, type EvidenceKind, type ThreatRules } from './threat-rules.ts';
import { isBlocked, nextThreatState } from './threat-state.ts';
import type { BlockedParty, Party, PartyKind, ThreatStore } from './threat-store.ts';

export interface ThreatGuardOptions {
  readonly store: ThreatStore;
  /** Is told of blocks, suspensions, failed sign-ins and refused authorisations. @default nobody */
  readonly audit?: Audit;
  /** @default defaultThreatRules */
  readonly rules?: ThreatRules;
  /** Is told of findings and blocks, never of whom. @default nobody */
  readonly sink?: TelemetrySink;
  /** How old an answer of the store may be: at most so much later a block of another server is in force. @default 2000 */
  readonly freshMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

/**
 * Looks at requests, counts what looks like an attack, and refuses whoever did too much of it. A
 * tripwire: bound parameters and encoded output are what makes attacks harmless.
 *
 * A request is named by its `Request` throughout. When the store or the audit cannot be reached, people
 * are let through and the sink is told (`threat.unjudged`).
 */
export interface ThreatGuard {
  /**
   * Call it first. Rejects with `ADDRESS_BLOCKED` while the address is blocked, and with `THREAT_REFUSED`
   * when path, query or headers (`Cookie` and `Referer` left out) show an attack. Without an address
   * nothing counts against one.
   */
  admit(request: Request, address?: string): Promise<void>;
  /** Says whose session it carries. Rejects with `ACCOUNT_SUSPENDED` while that user is suspended. */
  identify(request: Request, user: string): Promise<void>;
  /** Call it before a password is checked. Rejects with `RATE_LIMITED` while the name was tried too often. */
  admitSignIn(request: Request, name: string): Promise<void>;
  /** Rejects with `THREAT_REFUSED` when a field shows an attack. Prose is only counted, never refused. */
  inspectBody(request: Request, value: unknown, options?: InspectJsonOptions): Promise<void>;
  /** Call it with whatever a request was refused with. Wrong passwords and reused keys count. */
  observe(request: Request, thrown: unknown): Promise<void>;
}

/** What a refusal counts as, and against whom. */
const COUNTED: Readonly<Record<string, Partial<Record<PartyKind, EvidenceKind>>>> = {
  CREDENTIALS_WRONG: { address: 'guessing', 'sign-in': 'sign-in-failed' },
  IDEMPOTENCY_KEY_REUSED: { user: 'key-reused' },
};
const PARTIES: readonly PartyKind[] = ['address', 'user', 'sign-in'];
const NOT_ALLOWED: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'SUBJECT_MISMATCH',
  'CROSS_SITE_REFUSED',
]);

export function createThreatGuard({
  store,
  audit = async () => {},
  rules = defaultThreatRules,
  sink: given,
  freshMs = 2000,
  platform = webPlatform,
}: ThreatGuardOptions): ThreatGuard {
  const sink: TelemetrySink = (event) => tellApp(given, event);
  const unjudged = (error: unknown): void => {
    const failure = isFailure(error) ? error : new Failure(UNKNOWN, { cause: error });
    sink({ type: 'threat.unjudged', at: platform.now(), failure: failure.toJSON() });
  };
  const states = createFreshStates({ store, freshMs, platform, onFailure: unjudged });
  const partiesOf = new WeakMap<Request, Partial<Record<PartyKind, string>>>();

  /** Counts a party among those a request is of; refuses it while that one is blocked. */
  const join = async (request: Request, party: Party): Promise<void> => {
    partiesOf.set(request, { ...partiesOf.get(request), [party.kind]: party.id });
    const state = await states.read(party);
    const now = platform.now();
    if (isBlocked(state, now)) {
      throw new Failure(REFUSED_WITH[party.kind], { retryAfterMs: state.until - now });
    }
  };

  const count = async (
    request: Request,
    against: Partial<Record<PartyKind, EvidenceKind>>,
  ): Promise<void> => {
    const known = partiesOf.get(request) ?? {};
    const counts = PARTIES.flatMap((kind) => {
      const [id, evidence] = [known[kind], against[kind]];
      return id === undefined || !evidence ? [] : [{ party: { kind, id }, evidence }];
    });
    await Promise.all(
      counts.map(async ({ party, evidence }) => {
        const at = platform.now();
        const { before, after } = await store.change(party, (state) =>
          nextThreatState(state, { type: 'evidence', evidence, at }, rules),
        );
        states.learn(party, after);
        if (isBlocked(after, at) && !isBlocked(before, at))
          await tell(request, { party, state: after });
      }),
    ).catch(unjudged);
  };

  const tell = async (request: Request, { party, state }: BlockedParty): Promise<void> => {
    const { reason, since, until } = state;
    sink({
      type: 'threat.changed',
      at: since,
      party: party.kind,
      state: 'blocked',
      reason,
      durationMs: until - since,
    });
    await audit(
      party.kind === 'user'
        ? { kind: 'suspended', subject: party.id, reason, until }
        : { kind: 'blocked', party: party.kind, id: party.id, reason, until },
      request,
    );
  };

  const refuse = async (request: Request, finding: PlacedFinding): Promise<void> => {
    sink({ type: 'threat.noticed', at: platform.now(), ...finding });
    const inProse = finding.place === 'prose';
    const evidence = inProse ? 'attack-in-prose' : 'attack';
    await count(request, { address: evidence, user: evidence });
    if (!inProse) throw new Failure(THREAT_REFUSED);
  };

  return {
    async admit(request, address) {
      partiesOf.set(request, {});
      if (address !== undefined) await join(request, { kind: 'address', id: address });
      const finding = inspectRequest(request);
      if (finding) await refuse(request, { ...finding, place: 'address' });
    },
    identify: (request, user) => join(request, { kind: 'user', id: user }),
    async admitSignIn(request, name) {
      // What is typed as a name may be an address of mail, or a password in the wrong field.
      const id = await pseudonymOf(name.normalize('NFKC').toLowerCase());
      await join(request, { kind: 'sign-in', id });
    },
    async inspectBody(request, value, options) {
      const finding = inspectJson(value, options);
      if (finding) await refuse(request, finding);
    },
    async observe(request, thrown) {
      if (!isFailure(thrown)) return;
      const { code } = thrown;
      const against = COUNTED[code];
      if (against) await count(request, against);
      const { address, user, 'sign-in': tried } = partiesOf.get(request) ?? {};
      const from = address === undefined ? {} : { address };
      const whose = (subject = user) => (subject === undefined ? {} : { subject });
      if (code === 'CREDENTIALS_WRONG') {
        await audit({ kind: 'sign-in-failed', ...from, ...whose(tried) }, request).catch(unjudged);
      } else if (NOT_ALLOWED.has(code)) {
        await audit({ kind: 'authorisation-refused', code, ...from, ...whose() }, request).catch(
          unjudged,
        );
      }
    },
  };
}

const REFUSED_WITH = {
  address: ADDRESS_BLOCKED,
  user: ACCOUNT_SUSPENDED,
  'sign-in': RATE_LIMITED,
} as const;
