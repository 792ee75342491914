import { memoryReadCache } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createAccountKeeper } from './account-keeper.ts';

const mira = { subject: 'm', name: 'Mira', displayName: 'Mira', role: 'writer' } as const;
const clock = { now: () => 7 };

describe('the account', () => {
  it('comes back on the next start', async () => {
    const cache = memoryReadCache();
    await createAccountKeeper(cache, clock).signedIn(mira);
    const later = createAccountKeeper(cache, clock);
    expect(later.getSnapshot()).toBeNull();
    await later.restore();
    expect(later.getSnapshot()).toEqual(mira);
  });

  it('is forgotten after signing out, with everything that was read in its name', async () => {
    const cache = memoryReadCache();
    const keeper = createAccountKeeper(cache, clock);
    await keeper.signedIn(mira);
    await cache.put('m', 'character.list', { value: 'private', storedAt: 7 });
    await cache.put('n', 'character.list', { value: 'of another', storedAt: 7 });
    await keeper.signedOut();
    expect(await cache.get('m', 'character.list')).toBeUndefined();
    expect(await cache.get('n', 'character.list')).toMatchObject({ value: 'of another' });
    const later = createAccountKeeper(cache, clock);
    await later.restore();
    expect(later.getSnapshot()).toBeNull();
  });

  it.each(['keep', 'discard'] as const)(
    'is forgotten with all its data on this device, and the writer decides about unsent work: %s',
    async (unsent) => {
      const forgotten: unknown[] = [];
      const forget = async (...of: readonly unknown[]): Promise<void> => void forgotten.push(of);
      const keeper = createAccountKeeper(memoryReadCache(), clock, forget);
      await keeper.signedIn(mira);
      await keeper.signedOut(unsent);
      expect(forgotten).toEqual([['m', unsent]]);
    },
  );

  it('of an earlier version has a name to show and a role', async () => {
    const cache = memoryReadCache();
    const value = { subject: 'm', name: 'Mira' };
    await cache.put('', 'fireside.account', { value, storedAt: 7 });
    const keeper = createAccountKeeper(cache, clock);
    await keeper.restore();
    expect(keeper.getSnapshot()).toEqual(mira);
  });

  it.each([['a story'], [{ subject: 1 }], [undefined]])(
    'is unknown when the cache kept %j',
    async (kept) => {
      const cache = memoryReadCache();
      await cache.put('', 'fireside.account', { value: kept, storedAt: 7 });
      const keeper = createAccountKeeper(cache, clock);
      await keeper.restore();
      expect(keeper.getSnapshot()).toBeNull();
    },
  );

  it('lasts as long as the tab when the device can store nothing', async () => {
    const broken = Object.fromEntries(
      ['get', 'put', 'clear'].map((name) => [name, () => Promise.reject(new Error('no storage'))]),
    );
    const keeper = createAccountKeeper(broken as never, clock);
    await keeper.restore();
    await keeper.signedIn(mira);
    expect(keeper.getSnapshot()).toEqual(mira);
    await keeper.signedOut();
    expect(keeper.getSnapshot()).toBeNull();
  });

  it('is reported only when it differs', async () => {
    const keeper = createAccountKeeper(memoryReadCache(), clock);
    let told = 0;
    keeper.subscribe(() => (told += 1));
    await keeper.signedIn(mira);
    await keeper.signedIn({ ...mira });
    expect(told).toBe(1);
  });
});
