import { Failure, isFailure } from '@holdfast/core';
import { webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { THREAT_REFUSED, UNKNOWN } from '@holdfast/core/failures';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { requireMethods } from '../mistakes/require-value.ts';
import { inspectJson, type PlacedFinding } from './detection/inspect-json.ts';
import { inspectRequest } from './detection/inspect-request.ts';
import { type Against, COUNTED, NOT_ALLOWED, REFUSED_WITH } from './evidence.ts';
import { createFreshStates } from './fresh-states.ts';
import { requestCause } from '../requests/request-cause.ts';
import { defaultNameBudget } from './name-budget.ts';
import { createSignInGuard } from './sign-in-guard.ts';
import { steadyClock } from './steady-clock.ts';
import { defaultThreatRules } from './threat-rules.ts';
import { createSeenBlocks } from './seen-blocks.ts';
import { createStateChanges } from './state-changes.ts';
import { isBlocked, remainingMs } from './threat-state.ts';
import {
  type BlockedParty,
  type Party,
  PARTY_KINDS,
  type PartyKind,
  TOLD_AS,
} from './threat-store.ts';
import { requireNameBudget } from './require-name-budget.ts';
import { requireThreatRules } from './require-threat-rules.ts';
import { tellSinks } from './log-threats.ts';
import type { ThreatGuard, ThreatGuardOptions } from './threat-guard.ts';

export function createThreatGuard(options: ThreatGuardOptions): ThreatGuard {
  requireOptionsAlways('createThreatGuard', options, {
    store: 'anything',
    audit: 'a function?',
    rules: 'an object?',
    names: 'an object?',
    nameKey: 'a function?',
    allowedOrigins: 'a list of texts?',
    sinks: 'a list of functions?',
    freshMs: 'a number from 0 on?',
    platform: 'an object with now, monotonic?',
  });

  const {
    store,
    audit = async () => {},
    rules = defaultThreatRules,
    names = defaultNameBudget,
    nameKey = (name) => name.normalize('NFKC').toLowerCase(),
    allowedOrigins = [],
    sinks = [],
    freshMs = 2000,
    platform = webPlatform,
  } = options;
  requireMethods(
    'createThreatGuard',
    { store },
    ['read', 'change'],
    'a store of threats, such as `memoryThreatStore()` or `sqlThreatStore(database)`',
  );
  requireThreatRules(rules);
  requireNameBudget(names);
  const sink = tellSinks(sinks);
  const unjudged = (error: unknown): void => {
    const failure = isFailure(error) ? error : new Failure(UNKNOWN, { cause: error });
    sink({ type: 'threat.unjudged', at: platform.now(), failure: failure.toJSON() });
  };
  const clock = steadyClock(platform);
  const seen = createSeenBlocks(clock);
  const states = createFreshStates({ store, freshMs, platform, seen, onFailure: unjudged });
  const changes = createStateChanges({ store, rules, seen });
  const partiesOf = new WeakMap<Request, Partial<Record<PartyKind, string>>>();

  /** Notes a party of the request. Refuses the request while that party is blocked. */
  const join = async (request: Request, party: Party): Promise<void> => {
    partiesOf.set(request, { ...partiesOf.get(request), [party.kind]: party.id });
    const retryAfterMs = remainingMs(await states.read(party), clock());
    if (retryAfterMs > 0) throw new Failure(REFUSED_WITH[party.kind], { retryAfterMs });
  };

  const count = async (request: Request, against: Against): Promise<void> => {
    const known = partiesOf.get(request) ?? {};
    const counts = PARTY_KINDS.flatMap((kind) => {
      const [id, evidence] = [known[kind], against[kind]];
      return id === undefined || !evidence ? [] : [{ party: { kind, id }, evidence }];
    });
    await Promise.all(
      counts.map(async ({ party, evidence }) => {
        const at = clock();
        const { before, after } = await changes(party, { type: 'evidence', evidence, at });
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
      at: platform.now(),
      party: TOLD_AS[party.kind],
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
    await count(request, { address: evidence, elsewhere: evidence, user: evidence });
    if (!inProse) throw new Failure(THREAT_REFUSED);
  };

  const addressOf = (request: Request): string | undefined => {
    const { address, elsewhere } = partiesOf.get(request) ?? {};
    return address ?? elsewhere;
  };
  const locate = (request: Request, address: string | undefined): Party | undefined => {
    const kind = requestCause(request, { allowedOrigins }) === 'own' ? 'address' : 'elsewhere';
    partiesOf.set(request, address === undefined ? {} : { [kind]: address });
    return address === undefined ? undefined : { kind, id: address };
  };
  const observed = new WeakMap<Request, Failure>();
  const signIns = createSignInGuard({
    ...{ store, changes, rules, names, clock },
    onFailure: unjudged,
    onBlocked: (request, blocked) => tell(request, blocked).catch(unjudged),
  });

  return {
    async admit(request, address) {
      const place = locate(request, address);
      if (place) await join(request, place);
      const finding = inspectRequest(request);
      if (finding) await refuse(request, { ...finding, place: 'address' });
    },
    locate,
    addressOf,
    identify: (request, user) => join(request, { kind: 'user', id: user }),
    async admitSignIn(request, name, from = {}) {
      const { address = addressOf(request), device, perAddress = false } = from;
      // The typed name may be an address of mail, or a password in the wrong field.
      const id = await pseudonymOf(nameKey(name));
      partiesOf.set(request, { ...partiesOf.get(request), 'sign-in': id });
      return signIns.admit(request, { id, address, device, perAddress });
    },
    async inspectBody(request, value, given) {
      const finding = inspectJson(value, given);
      if (finding) await refuse(request, finding);
    },
    async observe(request, thrown) {
      if (!isFailure(thrown) || observed.get(request) === thrown) return;
      observed.set(request, thrown);
      const { code } = thrown;
      const against = COUNTED[code];
      if (against) await count(request, against);
      const { user, 'sign-in': tried } = partiesOf.get(request) ?? {};
      const address = addressOf(request);
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
