import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { requireMethods } from '../mistakes/require-value.ts';
import { requestContext } from '../requests/request-context.ts';
import type { AuditEvent, AuditKind, AuditRecord } from './audit-event.ts';
import type { AuditStore } from './audit-store.ts';
import { type Flood, nextFlood, quiet } from './flood-state.ts';
import { redactEvent } from './redact-event.ts';

export interface AuditOptions {
  readonly store: AuditStore;
  /** Lines in an hour about one party and kind; then only their number is written. @default 20 */
  readonly maxPerParty?: number;
  /** Lines in an hour of one kind; then only their number is written. @default 500 */
  readonly maxPerKind?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes'>;
}

/**
 * Records an action of a user or an administrator, with the facts that the kind of the event allows. Given the request,
 * it also records the ids of the request and its trace. Rejects when it could not record the event; an action that must not happen
 * unseen waits for it.
 */
export type Audit = (event: AuditEvent, request?: Request) => Promise<void>;

/** An audit with a function that writes the counts that wait, as before a stop. */
export interface FlushableAudit extends Audit {
  flush(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const MOST_PARTIES = 10_000;

/** Every act of an administrator has a line. */
const ALWAYS: ReadonlySet<AuditKind> = new Set(['lifted', 'suspended', 'alert-changed']);

/**
 * An audit that a flood cannot fill. The first events of a kind about one party have a line each; the rest of
 * that hour is written as numbers (`repeated`), at each doubling and when the hour is over. The same holds for
 * all events of a kind together. That something happened is never dropped.
 */
export function createAudit(options: AuditOptions): FlushableAudit {
  requireOptionsAlways('createAudit', options, {
    store: 'anything',
    maxPerParty: 'a whole number above 0?',
    maxPerKind: 'a whole number above 0?',
    platform: 'an object with now, monotonic, randomBytes?',
  });

  const { store, maxPerParty = 20, maxPerKind = 500, platform = webPlatform } = options;
  requireMethods(
    'createAudit',
    { store },
    ['append'],
    'a store of the audit, such as `memoryAuditStore()` or `sqlAuditStore(database)`',
  );
  const floods = new Map<string, Flood & { readonly record: AuditRecord }>();

  /** Writes one line for a number of events. */
  async function write(record: AuditRecord, told: number): Promise<void> {
    const facts = told > 1 ? { ...record.facts, repeated: told } : record.facts;
    await store.append({ ...record, at: platform.now(), facts });
  }

  /** Takes back events that were counted as written, or as seen, and were not written. */
  function untell(name: string, told: number, seen = 0): void {
    const flood = floods.get(name);
    if (flood) floods.set(name, { ...flood, told: flood.told - told, seen: flood.seen - seen });
  }

  /** Counts more events, and returns the number of events for which to write a line. */
  function count(name: string, record: AuditRecord, most: number, more = 1): number {
    const before = floods.get(name) ?? quiet(platform.monotonic() + HOUR_MS);
    const { flood, write: due } = nextFlood(before, most, more);
    floods.set(name, { ...flood, record });
    return due;
  }

  /** Writes the remaining numbers of hours that are over, or of all hours. */
  async function settle(isAll: boolean): Promise<void> {
    for (const [name, flood] of floods) {
      const isOver = flood.until <= platform.monotonic();
      // The floods are in the order of their beginning, so the search ends at the first one that is not over.
      if (!isOver && !isAll) return;
      const rest = flood.seen - flood.told;
      if (isOver) floods.delete(name);
      else floods.set(name, { ...flood, told: flood.seen });
      if (rest === 0) continue;
      try {
        await write(flood.record, rest);
      } catch (error) {
        restore(name, flood, rest);
        throw error;
      }
    }
  }

  /** Counts the events of a line that was not written again, beside those that came meanwhile. */
  function restore(name: string, flood: Flood & { readonly record: AuditRecord }, rest: number) {
    const meanwhile = floods.get(name);
    if (meanwhile?.until === flood.until) {
      floods.set(name, { ...meanwhile, told: meanwhile.told - rest });
    } else if (meanwhile) {
      floods.set(name, { ...meanwhile, seen: meanwhile.seen + rest });
    } else {
      // It began first, and the next search has to find it.
      const others = [...floods];
      floods.clear();
      for (const [one, other] of [[name, flood] as const, ...others]) floods.set(one, other);
    }
  }

  const audit = async (event: AuditEvent, request?: Request): Promise<void> => {
    const ids = request && requestContext(request, { platform });
    const record = await redactEvent(event, { ...ids, at: platform.now() });
    if (ALWAYS.has(record.kind)) {
      await store.append(record);
      return;
    }
    await settle(false);
    const { requestId: _, until: __, traceId: ___, ...party } = record.facts;
    const ofParty = JSON.stringify([record.kind, party]);
    const isKnown = floods.has(ofParty) || floods.size < MOST_PARTIES;
    const due = isKnown ? count(ofParty, record, maxPerParty) : 1;
    if (due === 0) return;
    const all = { ...record, facts: {} };
    const dueOfAll = count(record.kind, all, maxPerKind, due);
    if (dueOfAll === 0) return;
    // While there are few events, each has a line. Then a line without a party gives their number.
    const isOwn = dueOfAll === due;
    try {
      await write(isOwn ? record : all, dueOfAll);
    } catch (error) {
      // The party's next event counts again for the party and for all.
      if (isOwn && isKnown) untell(ofParty, due);
      untell(record.kind, dueOfAll, isOwn ? due : 0);
      throw error;
    }
  };
  return Object.assign(audit, { flush: () => settle(true) });
}
