import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createThreatAdmin, type ThreatAdmin } from './create-threat-admin.ts';
import { memoryThreatStore } from './memory-threat-store.ts';
import { isBlocked, type ThreatState } from './threat-state.ts';
import { type Party, PARTY_KINDS } from './threat-store.ts';

const NOW = 1000;
const party: Party = { kind: 'address', id: '192.0.2.1' };
const state: ThreatState = {
  ...{ kind: 'blocked', since: 0, until: 9000, reason: 'attack' },
  ...{ strikes: 1, struckAt: 9000 },
};
const ask = (query = ''): Request => new Request(`http://test/admin${query}`);

async function setUp(audit: () => Promise<void> = async () => {}) {
  const store = memoryThreatStore();
  await store.change(party, () => state);
  const asked: unknown[] = [];
  const admin = createThreatAdmin({
    store: {
      ...store,
      async blocked(...given) {
        asked.push(given);
        return store.blocked(...given);
      },
    },
    audit,
    events: {
      async read(page) {
        asked.push(page);
        return [];
      },
    },
    authorise: () => 'ada',
    platform: createVirtualPlatform({ now: NOW }),
  });
  return { admin, asked, isStillBlocked: async () => isBlocked(await store.read(party), NOW) };
}

describe('what an administrator does', () => {
  it.each<[string, (admin: ThreatAdmin) => Promise<Response>]>([
    ['a list of blocks', (admin) => admin.blocks(ask())],
    ['a list of events', (admin) => admin.events(ask())],
    ['a lift', (admin) => admin.lift(ask(), party)],
  ])('does not happen when it cannot be written down: %s', async (_, act) => {
    const { admin, asked, isStillBlocked } = await setUp(() => Promise.reject(new Error('full')));
    await expect(act(admin)).rejects.toThrow('full');
    expect(asked).toEqual([]);
    expect(await isStillBlocked()).toBe(true);
  });

  it('ends a block', async () => {
    const { admin, isStillBlocked } = await setUp();
    expect((await admin.lift(ask(), party)).status).toBe(204);
    expect(await isStillBlocked()).toBe(false);
  });

  it('lists blocks of every kind, with any size of page', async () => {
    const store = memoryThreatStore();
    for (const kind of PARTY_KINDS) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await store.change({ kind, id: 'one' }, () => state);
    }
    const admin = createThreatAdmin({
      ...{ store, audit: async () => {}, events: { read: async () => [] } },
      ...{ authorise: () => 'ada', platform: createVirtualPlatform({ now: NOW }) },
    });
    const seen: string[] = [];
    for (let next = ''; seen.length < 10;) {
      // oxlint-disable-next-line no-await-in-loop -- one page after another
      const page = (await (await admin.blocks(ask(`?limit=1${next}`))).json()) as {
        readonly blocks: readonly { readonly kind: string }[];
        readonly next?: string;
      };
      seen.push(...page.blocks.map(({ kind }) => kind));
      if (page.next === undefined) break;
      next = `&after=${page.next}`;
    }
    expect(seen.toSorted()).toEqual([...PARTY_KINDS].toSorted());
  });

  it.each([
    ['', { after: 0, limit: 100 }],
    ['?after=7&limit=20', { after: 7, limit: 20 }],
    ['?limit=501', { after: 0, limit: 500 }],
  ])('reads events a page at a time, 500 at most: %j', async (query, page) => {
    const { admin, asked } = await setUp();
    await admin.events(ask(query));
    expect(asked).toEqual([page]);
  });
});
