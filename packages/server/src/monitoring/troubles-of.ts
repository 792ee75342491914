import { type Severity, requireOptionsAlways } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import type { StoredEvent } from '../telemetry/telemetry-store.ts';

/** One trouble on all pages that it reached: the incidents of the same operation and code that follow each other. */
export interface Trouble {
  readonly name: string;
  readonly code: string;
  readonly severity: Severity | undefined;
  /** When the server received the first and the last report. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** How many pages reported it, by their random sessions. */
  readonly sessionsAffected: number;
  /** Incidents that no page has closed yet. */
  readonly open: number;
  readonly recovered: number;
  readonly givenUp: number;
  /** The ids of its incidents, which the events of pages and the log of the server carry. */
  readonly incidentIds: readonly string[];
}

export interface TroublesOptions {
  /** Incidents with less time than this between their reports are one trouble. @default 300_000 */
  readonly joinMs?: number;
}

type IncidentEvent = Extract<
  TelemetryEvent,
  { readonly type: 'incident.opened' | 'incident.closed' }
>;
type Told = Omit<StoredEvent, 'event'> & { readonly event: IncidentEvent };
/** Incidents of one operation and code that follow each other, by when the server received them. */
interface Joined {
  readonly firstAt: number;
  lastAt: number;
  readonly told: Told[];
}

/**
 * Joins the incidents that pages reported, the latest trouble first. A page knows only its own incident. The server
 * sees that a hundred pages have the same trouble, and counts their sessions.
 */
export function troublesOf(
  events: readonly StoredEvent[],
  options: TroublesOptions = {},
): readonly Trouble[] {
  requireOptionsAlways('troublesOf', options, {
    joinMs: 'a number from 0 on?',
  });

  const { joinMs = 300_000 } = options;
  const told = events.filter(isTold).toSorted((one, other) => one.receivedAt - other.receivedAt);
  const latest = new Map<string, Joined>();
  const troubles: (readonly [IncidentEvent, Joined])[] = [];
  for (const one of told) {
    const key = `${one.event.name}\n${one.event.code}`;
    const before = latest.get(key);
    if (before && one.receivedAt - before.lastAt < joinMs) {
      before.told.push(one);
      before.lastAt = one.receivedAt;
      continue;
    }
    const begun = { firstAt: one.receivedAt, lastAt: one.receivedAt, told: [one] };
    latest.set(key, begun);
    troubles.push([one.event, begun]);
  }
  return troubles
    .map(([first, joined]) => toTrouble(first, joined))
    .toSorted((one, other) => other.lastAt - one.lastAt);
}

function isTold(one: StoredEvent): one is Told {
  return one.event.type === 'incident.opened' || one.event.type === 'incident.closed';
}

function toTrouble({ name, code }: IncidentEvent, { firstAt, lastAt, told }: Joined): Trouble {
  const ids = new Set<string>();
  const opened = new Set<string>();
  const closed = new Set<string>();
  const sessions = new Set<string>();
  const counts = { recovered: 0, givenUp: 0 };
  let severity: Severity | undefined;
  for (const { id, event, session } of told) {
    const incident = event.incidentId ?? id;
    ids.add(incident);
    // A page without a session counts as one by its incident, which belongs to one page.
    sessions.add(session ?? incident);
    if (event.type === 'incident.opened') {
      opened.add(incident);
      severity = event.severity;
    } else {
      closed.add(incident);
      counts[event.recovered ? 'recovered' : 'givenUp'] += 1;
    }
  }
  return {
    ...{ name, code, severity, firstAt, lastAt },
    // One batch may contain the beginning and the end of an incident, with the same time.
    open: [...opened].filter((incident) => !closed.has(incident)).length,
    ...{ sessionsAffected: sessions.size, ...counts },
    incidentIds: [...ids],
  };
}
