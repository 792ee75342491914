import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { createStage, entry, until, untilState, type Stage } from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

type Rows = Readonly<Record<'entries' | 'meta' | 'ledger', readonly unknown[]>>;

const record = (id: string, change: object = {}): StoredEntry => {
  const whole = entry(id, { lane: id });
  return { ...recordOf(whole, Date.now()), ...change } as StoredEntry;
};

/** Writes rows behind the back of the outbox, as another program would. */
async function plant({ entries = [], meta = [], ledger = [] }: Partial<Rows>): Promise<void> {
  const database = await openDB(stage.name);
  const transaction = database.transaction(['entries', 'ledger', 'meta'], 'readwrite');
  for (const row of entries) void transaction.objectStore('entries').put(row);
  for (const row of ledger) void transaction.objectStore('ledger').put(row);
  for (const pair of meta) {
    const [key, value] = pair as [string, unknown];
    void transaction.objectStore('meta').put(value, key);
  }
  await transaction.done;
  database.close();
}

/** An outbox made this database before, and is closed. */
async function begin(rows: Partial<Rows>): Promise<void> {
  const before = await stage.open();
  await before.drain();
  await before.dispose();
  await plant(rows);
}

const HOSTILE: readonly (readonly [string, object])[] = [
  ['no state', { state: undefined }],
  ['the state null', { state: null }],
  ['an unknown state', { state: { kind: 'asleep' } }],
  ['a wait without a number', { state: { kind: 'waiting', since: 0, failure: {} } }],
  ['a wait of NaN', { state: { kind: 'waiting', since: 0, delayMs: Number.NaN, failure: {} } }],
  ['no request', { request: undefined }],
  ['an address that is no text', { request: { ...entry('x').request, url: 7 } }],
  ['a method that is no text', { request: { ...entry('x').request, method: null } }],
  ['no headers', { request: { ...entry('x').request, headers: null } }],
  ['a header that is no text', { request: { ...entry('x').request, headers: { a: {} } } }],
  ['a key that is no text', { key: 9 }],
  ['a lane that is no text', { lane: 4 }],
  ['no lane', { lane: undefined }],
  ['an owner that is no text', { owner: 3 }],
];

it('a row that is no entry is set aside and listed, its lane and all others go on within a second, and the page is told once', async () => {
  const events: TelemetryEvent[] = [];
  await begin({
    entries: [
      ...HOSTILE.map(([id, change]) => record(id, change)),
      { note: 'a bare row' },
      // This entry is in the same lane, behind a row that cannot be read.
      record('behind', { lane: 'no state' }),
      record('beside'),
    ],
  });
  const started = performance.now();
  const outbox = await stage.open({ sinks: [(event) => events.push(event)] });
  const [one, other] = [await stage.server.next(), await stage.server.next()];
  expect([one.key, other.key].toSorted()).toEqual(['behind', 'beside']);
  expect(performance.now() - started).toBeLessThan(1_000);
  one.answer(204);
  other.answer(204);
  await until(outbox.entries, (all) => all.length === 0);
  // The store looks for rows in no lane when the first entries have been sent.
  const told = until(outbox.storage, (state) => state !== 'ok');
  await stage.platform.advance(1_000);
  expect(await told).toMatchObject({ code: 'STORAGE_CORRUPT' });

  const owned = HOSTILE.filter(([, change]) => !('owner' in change));
  await expect.poll(() => outbox.quarantined('ann')).toHaveLength(owned.length);
  await expect.poll(() => outbox.quarantined(undefined)).toHaveLength(2);
  const [first] = await outbox.quarantined('ann');
  expect(first).toMatchObject({ store: 'entries', row: { id: expect.any(String), owner: 'ann' } });
  expect(await outbox.quarantined('ben')).toEqual([]);

  const damage = events.flatMap((event) => (event.type === 'storage.damaged' ? event.rows : []));
  expect(damage.reduce((sum, rows) => sum + rows, 0)).toBe(HOSTILE.length + 1);
  // One burst for each wake-up, and no endless loop of bursts.
  expect(events.filter(({ type }) => type === 'outbox.burst').length).toBeLessThan(6);
});

it.each([
  ['an address that is none', { request: { ...entry('bad').request, url: 'http://[' } }],
  ['a method that no page may send', { request: { ...entry('bad').request, method: 'TRACE' } }],
  [
    'a header that no request carries',
    { request: { ...entry('bad').request, headers: { 'a b': '' } } },
  ],
  ['a key that no header carries', { key: '漢字' }],
])('an entry with %s is dead by name, and its lane goes on', async (_title, change) => {
  await begin({
    entries: [record('bad', { lane: 'lane', ...change }), record('good', { lane: 'other' })],
  });
  const outbox = await stage.open();
  expect((await stage.server.next()).key).toBe('good');
  const { state } = await untilState(outbox, 'bad', 'dead');
  expect(state).toMatchObject({ failure: { effect: 'none' } });
  expect(await outbox.quarantined('ann')).toEqual([]);
});

it.each([
  ['NaN', Number.NaN],
  ['text', 'seven'],
  ['missing', undefined],
])(
  'a number of bursts that is %s begins anew above every burst in the entries',
  async (_title, epoch) => {
    await begin({
      entries: [record('claimed', { state: { kind: 'sending', epoch: 41 }, sends: 1 })],
      meta: [
        ['epoch', epoch],
        ['pulse', 'fast'],
      ],
    });
    const outbox = await stage.open();
    expect((await stage.server.next()).key).toBe('claimed');
    const database = await openDB(stage.name);
    expect(await database.get('meta', 'epoch')).toBe(42);
    database.close();
    const kept = await outbox.quarantined(undefined);
    expect(kept.filter(({ store }) => store === 'meta').map(({ key }) => key)).toEqual(
      epoch === undefined ? ['pulse'] : ['epoch', 'pulse'],
    );
  },
);

it('an entry that names a later burst than there was is sent by one above it', async () => {
  await begin({
    entries: [record('claimed', { state: { kind: 'sending', epoch: 2 ** 40 }, sends: 1 })],
  });
  await stage.open();
  await expect
    .poll(async () => {
      await stage.platform.advance(1_000);
      return stage.server.arrivals.map(({ key }) => key);
    })
    .toEqual(['claimed']);
});

it('an end that cannot be read is set aside, and a follower of the entry hears that it is unknown', async () => {
  await begin({ ledger: [{ id: 'gone', owner: 'ann', settlement: 'done' }] });
  const outbox = await stage.open();
  const end = await until(outbox.follow('gone'), ({ kind }) => kind !== 'queued');
  expect(end).toEqual({ kind: 'unknown' });
  await expect
    .poll(() => outbox.quarantined('ann'))
    .toMatchObject([{ store: 'ledger', key: 'gone' }]);
});
