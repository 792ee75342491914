import { memoryReadCache } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createAccountKeeper } from './account-keeper.ts';
import type { ForgetOwner } from './forget-owner.ts';

const mira = { subject: 'm', name: 'Mira', displayName: 'Mira', role: 'writer' } as const;
const noor = { ...mira, subject: 'n', name: 'Noor', displayName: 'Noor' };
const clock = { now: () => 7 };

/** A device whose storage deletes nothing while `fails` holds, and whose pages may be closed at any time. */
function device() {
  const cache = memoryReadCache();
  const asked: string[] = [];
  const state = { fails: true, isClosed: false };
  const forget: ForgetOwner = async (owner, unsent) => {
    asked.push(`${owner} ${unsent}`);
    if (state.isClosed) await new Promise(() => {});
    if (state.fails) throw new Error('storage in trouble');
  };
  return { ...{ cache, asked, state }, open: () => createAccountKeeper(cache, clock, forget) };
}

it.each([
  ['in which the storage had trouble', false],
  ['that was closed', true],
])(
  'the next page deletes what a page %s could not delete of a writer who signed out',
  async (_, isClosed) => {
    const { asked, state, open } = device();
    state.isClosed = isClosed;
    const keeper = open();
    await keeper.signedIn(mira);
    void keeper.signedOut('discard');
    await expect.poll(() => asked).toEqual(['m discard']);
    Object.assign(state, { fails: false, isClosed: false });
    await open().restore();
    await expect.poll(() => asked).toEqual(['m discard', 'm discard']);
    const third = open();
    await third.restore();
    await third.signedIn(noor);
    expect(asked).toHaveLength(2);
  },
);

it('a writer who signs in again loses nothing to their earlier sign-out', async () => {
  const { cache, asked, state, open } = device();
  const keeper = open();
  await keeper.signedIn(mira);
  await keeper.signedOut('discard');
  await keeper.signedIn(mira);
  expect(await cache.get('', 'fireside.leaving')).toMatchObject({ value: [] });
  state.fails = false;
  await open().restore();
  expect(asked).toEqual(['m discard']);
});

it('a tab that follows a sign-out keeps no work that its writer has chosen to discard', async () => {
  const { asked, state, open } = device();
  const [first, other] = [open(), open()];
  await first.signedIn(mira);
  await other.restore();
  await first.signedOut('discard');
  await other.signedOut();
  state.fails = false;
  await open().restore();
  await expect.poll(() => asked).toEqual(['m discard', 'm keep', 'm discard']);
});

it('two writers who signed out while the storage had trouble are both deleted later', async () => {
  const { asked, state, open } = device();
  const keeper = open();
  await keeper.signedIn(mira);
  await keeper.signedOut();
  await keeper.signedIn(noor);
  await keeper.signedOut();
  state.fails = false;
  asked.length = 0;
  await open().restore();
  await expect.poll(() => asked).toEqual(['m keep', 'n keep']);
});
