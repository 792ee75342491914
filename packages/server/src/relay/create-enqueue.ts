import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import {
  type Platform,
  utf8Length,
  uuidV7,
  webPlatform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireMethods, requireText } from '../mistakes/require-value.ts';
import { isStorable } from '../requests/is-storable.ts';
import { eventName } from './event-name.ts';
import type { RelayEvent } from './relay-event.ts';
import type { NewRelayEvent, RelayStore } from './relay-store.ts';

export interface EnqueueOptions<TTransaction> {
  readonly store: Pick<RelayStore<TTransaction>, 'enqueue' | 'depth'>;
  /** The longest body as JSON, in bytes of UTF-8. @default 262_144 */
  readonly maxBodyBytes?: number;
  /** While this many events wait for a sink, the relay refuses optional events. @default 10_000 */
  readonly maxDepth?: number;
  /** How long the relay uses a count of waiting events before it counts again. @default 1000 */
  readonly depthMs?: number;
  /** @default the ambient platform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes'>;
}

export interface Enqueued {
  readonly id: string;
  /** False for an id that this sink already has. */
  readonly isNew: boolean;
}

/**
 * Adds events in the transaction of the caller. A rollback of the transaction removes them. Several events cost as
 * many statements as one.
 *
 * Rejects with `EVENT_TOO_LARGE` for a body over the limit. Rejects with `BACK_PRESSURE` for optional events while
 * too many wait, and takes all others.
 */
export type Enqueue<TTransaction> = (
  transaction: TTransaction,
  events: RelayEvent | readonly RelayEvent[],
  options?: {
    /** Whether the app can do without these events. @default false */
    readonly optional?: boolean;
  },
) => Promise<readonly Enqueued[]>;

const LONGEST_NAME = 512;
/** How long the caller of a refused optional event should wait. */
const RETRY_AFTER_MS = 5000;

/** Makes the function that enqueues events for the relays of a store. */
export function createEnqueue<TTransaction>(
  options: EnqueueOptions<TTransaction>,
): Enqueue<TTransaction> {
  requireOptionsAlways('createEnqueue', options, {
    store: 'anything',
    maxBodyBytes: 'a number from 0 on?',
    maxDepth: 'a whole number from 0 on?',
    depthMs: 'a number from 0 on?',
    platform: 'an object with now, monotonic, randomBytes?',
  });

  const {
    store,
    maxBodyBytes = 262_144,
    maxDepth = 10_000,
    depthMs = 1000,
    platform = webPlatform,
  } = options;
  requireMethods(
    'createEnqueue',
    { store },
    ['enqueue', 'depth'],
    'a store such as `sqlRelayStore(database)` or `memoryRelayStore()`',
  );
  const depths = new Map<string, { count: number; readonly at: number }>();

  async function refuseIfFull(
    transaction: TTransaction,
    counts: ReadonlyMap<string, number>,
  ): Promise<void> {
    for (const [sink, count] of counts) {
      let known = depths.get(sink);
      if (!known || platform.monotonic() - known.at >= depthMs) {
        const at = platform.monotonic();
        // oxlint-disable-next-line no-await-in-loop -- one connection
        known = { count: await store.depth(transaction, sink, maxDepth), at };
        depths.set(sink, known);
      }
      if (known.count + count > maxDepth) {
        throw new Failure(catalogue.BACK_PRESSURE, { retryAfterMs: RETRY_AFTER_MS });
      }
      known.count += count;
    }
  }

  return async (transaction, given, { optional = false } = {}) => {
    const events = Array.isArray(given) ? (given as readonly RelayEvent[]) : [given as RelayEvent];
    const made = events.map((event) => toNew(event, maxBodyBytes, platform));
    const unique = [...new Map(made.map((event) => [eventName(event), event])).values()];
    if (optional) await refuseIfFull(transaction, countBySink(unique));
    const areNew = unique.length > 0 ? await store.enqueue(transaction, unique) : [];
    const fresh = new Set(unique.filter((_, index) => areNew[index]).map(eventName));
    // The second event of one call with the same id is not new.
    return made.map((event) => ({ id: event.id, isNew: fresh.delete(eventName(event)) }));
  };
}

function countBySink(events: readonly NewRelayEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sink } of events) counts.set(sink, (counts.get(sink) ?? 0) + 1);
  return counts;
}

function toNew(
  { sink, topic, key, id, body, headers, traceparent }: RelayEvent,
  maxBodyBytes: number,
  platform: Pick<Platform, 'now' | 'randomBytes'>,
): NewRelayEvent {
  requireText('enqueue', { sink }, 'it is the `name` of a sink');
  requireText('enqueue', { topic }, 'it is the place within the sink');
  requireText('enqueue', { key }, 'events of one key stay in order');
  if (id !== undefined) requireText('enqueue', { id }, 'a receiver recognises a repeat by it');
  for (const [name, value] of Object.entries({ sink, topic, key, id, traceparent })) {
    refuseUnless(
      value === undefined || isName(value),
      `enqueue: give \`${name}\` at most ${LONGEST_NAME} characters, without U+0000 and without half of a letter.`,
    );
  }
  refuseUnless(
    headers === undefined || areHeaders(headers),
    'enqueue: give `headers` an object of texts. A sink that cannot send one would hold up all others.',
  );
  const text = jsonOf(body);
  refuseUnless(text !== undefined, 'enqueue: give `body` a value that is JSON.');
  if ((utf8Length(text) ?? Infinity) > maxBodyBytes) {
    throw new Failure(catalogue.EVENT_TOO_LARGE, { details: { limit: maxBodyBytes } });
  }
  return {
    ...{ sink, topic, key, headers, traceparent },
    id: id ?? uuidV7(platform),
    hasOwnId: id === undefined,
    body: text,
  };
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_NAME && isStorable(value);
}

function areHeaders(headers: unknown): boolean {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return false;
  return Object.entries(headers).every(
    ([name, value]) => isName(name) && typeof value === 'string' && isStorable(value),
  );
}

/** `undefined` for a function, a circle, a `bigint`, and all else that has no JSON. */
function jsonOf(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}
