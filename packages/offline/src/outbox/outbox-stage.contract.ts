import {
  createCell,
  Failure,
  type EntryView,
  type Identity,
  type Observable,
  type Transport,
} from '@holdfast/core';
import { hasEnded, type EntryEnd } from '@holdfast/core/parts';
import type { Cell, Answer, NewEntry, TransportRequest } from '@holdfast/core/parts';
import { ENTRY_UNKNOWN, NETWORK_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { createOutbox } from './create-outbox.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';
import type { Background } from './web-background-sync.ts';

/** One request that has arrived at the scripted server and waits for the test to decide. */
export interface Arrival {
  readonly request: TransportRequest;
  readonly key: string;
  readonly subject: string;
  readonly signal: AbortSignal | undefined;
  answer(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): void;
  cut(): void;
}

export interface ScriptedServer {
  readonly transport: Transport;
  /** All requests that ever arrived, in order. */
  readonly arrivals: readonly Arrival[];
  /** The next request that the test has not taken yet. */
  next(): Promise<Arrival>;
}

export function answerOf(
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const json = status >= 400 ? 'application/problem+json' : 'application/json';
  return {
    status,
    headers: { 'content-type': json, ...headers },
    body: new TextEncoder().encode(text),
    url: '',
    redirected: false,
  };
}

export function createScriptedServer(): ScriptedServer {
  const arrivals: Arrival[] = [];
  const untaken: Arrival[] = [];
  const waiting: ((arrival: Arrival) => void)[] = [];
  return {
    arrivals,
    transport: {
      send: (request, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const arrival: Arrival = {
            ...{ request, signal },
            key: (request.headers['idempotency-key'] ?? '').replaceAll('"', ''),
            subject: request.headers['holdfast-subject'] ?? '',
            answer: (...answer) => resolve(answerOf(...answer)),
            cut: () => reject(new Failure(NETWORK_FAILED)),
          };
          arrivals.push(arrival);
          const taker = waiting.shift();
          if (taker) taker(arrival);
          else untaken.push(arrival);
        }),
    },
    next() {
      const arrival = untaken.shift();
      return arrival ? Promise.resolve(arrival) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

export function entry(id: string, change: Partial<NewEntry> = {}): NewEntry {
  return {
    ...{ id, owner: 'ann', lane: 'lane', operation: 'note.add', version: 1 },
    request: { method: 'POST', url: '/api/notes', headers: {}, body: `{"id":"${id}"}` },
    expectation: { accept: 'json' },
    ...{ invalidates: [], honoursKey: true, incidentId: `incident-${id}`, input: { id } },
    ...change,
  };
}

/** Resolves as soon as the observed value satisfies the condition. */
export function until<T>(source: Observable<T>, isSo: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo(source.getSnapshot())) return;
      unsubscribe();
      resolve(source.getSnapshot());
    };
    const unsubscribe = source.subscribe(look);
    look();
  });
}

export const stateOf = (outbox: Outbox, id: string): EntryView['state'] | undefined =>
  outbox.entries.getSnapshot().find((view) => view.id === id)?.state;

export const untilState = async (
  outbox: Outbox,
  id: string,
  kind: EntryView['state']['kind'],
): Promise<EntryView> => {
  const views = await until(outbox.entries, (all) =>
    all.some((view) => view.id === id && view.state.kind === kind),
  );
  return views.find((view) => view.id === id)!;
};

/** Resolves with the end of an entry; rejects when the outbox does not know the entry. */
export async function ended(
  outbox: Pick<Outbox, 'follow'>,
  id: string,
): Promise<Exclude<EntryEnd, { kind: 'unknown' }>> {
  const end = await until(outbox.follow(id), hasEnded);
  if (!hasEnded(end) || end.kind === 'unknown') throw new Failure(ENTRY_UNKNOWN);
  return end;
}

export const untilGone = (outbox: Outbox, id: string): Promise<unknown> =>
  until(outbox.entries, (all) => !all.some((view) => view.id === id));

export interface Stage {
  readonly name: string;
  readonly server: ScriptedServer;
  readonly identity: Cell<Identity | null>;
  readonly platform: VirtualPlatform;
  /** One more context, as another tab would be. */
  open(options?: Partial<OutboxOptions>): Promise<Outbox>;
  close(): Promise<void>;
}

let stages = 0;
const noBackground: Background = { requestSync() {}, wakeWorker() {} };

/** A fresh database, a server in the test's hands and time that stands still. */
export function createStage(): Stage {
  const name = `outbox-stage-${(stages += 1)}-${Math.random().toString(36).slice(2)}`;
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const platform = createVirtualPlatform();
  const opened: Outbox[] = [];
  return {
    ...{ name, server, identity, platform },
    async open(options = {}) {
      const { transport } = server;
      const background = noBackground;
      const outbox = createOutbox({ transport, identity, name, platform, background, ...options });
      opened.push(outbox);
      await outbox.ready;
      return outbox;
    },
    async close() {
      await Promise.all(opened.map((outbox) => outbox.dispose()));
      indexedDB.deleteDatabase(name);
    },
  };
}
