import { Failure, type StandardSchema } from '@holdfast/core';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { AuditStore } from '../audit/audit-store.ts';
import type { Audit } from '../audit/create-audit.ts';
import { fromCursor, toCursor } from '../requests/cursor.ts';
import { isStorable } from '../requests/is-storable.ts';
import { requireThreatRules } from './require-threat-rules.ts';
import { defaultThreatRules, type ThreatRules } from './threat-rules.ts';
import { steadyClock } from './steady-clock.ts';
import { isBlocked, nextThreatState } from './threat-state.ts';
import {
  type BlockedPlace,
  type Party,
  PARTY_KINDS,
  type ThreatStore,
  TOLD_AS,
} from './threat-store.ts';
import { tellSinks } from './log-threats.ts';
import type { ThreatSink } from './threat-notice.ts';

export interface ThreatAdminOptions {
  readonly store: ThreatStore;
  /** Records every reading and every lift before it happens. */
  readonly audit: Audit;
  /** What `events` reads. */
  readonly events: Pick<AuditStore, 'read'>;
  /** The id of the administrator who sent the request, or `undefined` for every other client. */
  readonly authorise: (request: Request) => Promise<string | undefined> | string | undefined;
  /** @default defaultThreatRules */
  readonly rules?: ThreatRules;
  /** They receive a notice for each lift, without the name of the party. @default none */
  readonly sinks?: readonly ThreatSink[];
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

/**
 * The requests of an administrator. Each function rejects with `FORBIDDEN` for every other client, and with the error
 * of the audit when the audit could not record the request.
 */
export interface ThreatAdmin {
  /**
   * Lists the parties that are blocked or suspended now, the longest blocks first, from `?after=<next>` on. `?limit=`
   * is at most 500, which is also the default. `next` gives the place of the next page, if there is one. Rejects with
   * `BAD_REQUEST`.
   */
  blocks(request: Request): Promise<Response>;
  /**
   * Ends a block or suspension: 204. It takes effect on this store at once, and on every server as soon as its known
   * state is no longer fresh. Rejects with `NOT_FOUND` when there is none.
   */
  lift(request: Request, party: Party): Promise<Response>;
  /** The entries of the audit, in order, from `?after=<seq>` on; `?limit=` up to 500. Rejects with `BAD_REQUEST`. */
  events(request: Request): Promise<Response>;
}

const MOST = 500;

export function createThreatAdmin(options: ThreatAdminOptions): ThreatAdmin {
  requireOptionsAlways('createThreatAdmin', options, {
    store: 'an object with change, blocked',
    audit: 'a function',
    events: 'an object with read',
    authorise: 'a function',
    rules: 'an object?',
    sinks: 'a list of functions?',
    platform: 'an object with now, monotonic?',
  });

  const {
    store,
    audit,
    events,
    authorise,
    rules = defaultThreatRules,
    sinks = [],
    platform = webPlatform,
  } = options;
  requireThreatRules(rules);
  const clock = steadyClock(platform);
  const actorOf = async (request: Request): Promise<string> => {
    const actor = await authorise(request);
    if (actor !== undefined) return actor;
    const failure = new Failure(catalogue.FORBIDDEN);
    await audit({ kind: 'authorisation-refused', code: failure.code }, request);
    throw failure;
  };

  return {
    async blocks(request) {
      await audit({ kind: 'admin-read', actor: await actorOf(request), what: 'blocks' }, request);
      const { searchParams } = new URL(request.url);
      const after = await fromCursor(searchParams.get('after'), BLOCKED_PLACE);
      const limit = Math.max(1, Math.min(numberIn(searchParams.get('limit'), MOST), MOST));
      const found = await store.blocked(clock(), limit + 1, after);
      const blocked = found.slice(0, limit);
      const last = found.length > limit ? blocked.at(-1) : undefined;
      const next = last && toCursor({ ...last.party, until: last.state.until });
      const blocks = blocked.map(({ party, state: { since, until, reason, strikes } }) => ({
        ...party,
        since,
        until,
        reason,
        strikes,
      }));
      return answer({ blocks, ...(next === undefined ? {} : { next }) });
    },
    async lift(request, party) {
      const actor = await actorOf(request);
      if (!isStorable(party.id)) throw new Failure(catalogue.NOT_FOUND);
      const at = clock();
      const state = await store.read(party);
      if (!isBlocked(state, at)) throw new Failure(catalogue.NOT_FOUND);
      await audit({ kind: 'lifted', actor, party: party.kind, id: party.id }, request);
      await store.change(party, (now) => nextThreatState(now, { type: 'lifted', at }, rules));
      tellSinks(sinks)({
        type: 'threat.changed',
        at,
        party: TOLD_AS[party.kind],
        state: 'lifted',
        reason: state.reason,
        durationMs: at - state.since,
      });
      return new Response(null, { status: 204 });
    },
    async events(request) {
      await audit({ kind: 'admin-read', actor: await actorOf(request), what: 'events' }, request);
      const { searchParams } = new URL(request.url);
      const after = numberIn(searchParams.get('after'), 0);
      const limit = Math.min(numberIn(searchParams.get('limit'), 100), MOST);
      return answer({ events: await events.read({ after, limit }) });
    },
  };
}

const BLOCKED_PLACE: StandardSchema<unknown, BlockedPlace> = {
  '~standard': {
    version: 1,
    vendor: 'holdfast',
    validate(value) {
      const { kind, id, until } = Object(value) as Readonly<Record<keyof BlockedPlace, unknown>>;
      const known = PARTY_KINDS.find((one) => one === kind);
      return known && typeof id === 'string' && typeof until === 'number'
        ? { value: { kind: known, id, until } }
        : { issues: [{ message: 'A place in the list of blocks.' }] };
    },
  },
};

function answer(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

function numberIn(given: string | null, otherwise: number): number {
  if (given === null) return otherwise;
  if (!/^\d{1,15}$/.test(given)) throw new Failure(catalogue.BAD_REQUEST);
  return Number(given);
}
