import { Failure } from '@holdfast/core';
import { SUBJECT_HEADER } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, memoryReadCache, problemAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createAccountKeeper } from './account-keeper.ts';
import { checkSession } from './check-session.ts';

const mira = { subject: 'm', name: 'Mira', displayName: 'Mira', role: 'writer' } as const;
const ben = { subject: 'b', name: 'Ben', displayName: 'Ben', role: 'writer' } as const;

async function worldOf(remembered: typeof mira | null) {
  const account = createAccountKeeper(memoryReadCache(), { now: () => 0 });
  if (remembered) await account.signedIn(remembered);
  const { holdfast, transport } = createWorld({ identity: account });
  return { account, holdfast, transport };
}

describe('checking the session', () => {
  it.each([
    ['finds who signed in elsewhere', null, mira],
    ['finds that another person is', mira, ben],
    ['finds that nothing changed', mira, mira],
  ])('%s', async (_, remembered, found) => {
    const { account, holdfast, transport } = await worldOf(remembered);
    transport.answerWith(() => jsonAnswer({ account: found }));
    expect(await checkSession(holdfast, account)).toBe(true);
    expect(account.getSnapshot()).toEqual(found);
  });

  it('finds that the session has ended, and keeps the writer on the screen until the next sign-in', async () => {
    const { account, holdfast, transport } = await worldOf(mira);
    transport.answerWith(() => jsonAnswer({ account: null }));
    expect(await checkSession(holdfast, account)).toBe(true);
    expect(account.getSnapshot()).toEqual(mira);
    expect(account.hasEnded.getSnapshot()).toBe(true);
    let told = 0;
    account.subscribe(() => (told += 1));
    transport.answerWith(() => jsonAnswer({ account: mira }));
    expect(await checkSession(holdfast, account)).toBe(true);
    expect(account.hasEnded.getSnapshot()).toBe(false);
    // Code that waits for the sign-in gets it.
    expect(told).toBe(1);
  });

  it('finds that another tab signed the writer out, and follows', async () => {
    const cache = memoryReadCache();
    const keeper = () => createAccountKeeper(cache, { now: () => 0 });
    const [here, there] = [keeper(), keeper()];
    await here.signedIn(mira);
    await there.restore();
    await there.signedOut();
    const { holdfast, transport } = createWorld({ identity: here });
    transport.answerWith(() => jsonAnswer({ account: null }));
    expect(await checkSession(holdfast, here)).toBe(true);
    expect(here.getSnapshot()).toBeNull();
  });

  it('keeps the writer signed in while there is no answer', async () => {
    const { account, holdfast } = await worldOf(mira);
    expect(await checkSession(holdfast, account)).toBe(false);
    expect(account.getSnapshot()).toEqual(mira);
  });

  it('forgets a name that the server refuses, and asks again without it', async () => {
    const { account, holdfast, transport } = await worldOf(mira);
    transport.answerWith(({ headers }) =>
      headers[SUBJECT_HEADER] === 'm'
        ? problemAnswer(new Failure(catalogue.SUBJECT_MISMATCH))
        : jsonAnswer({ account: ben }),
    );
    expect(await checkSession(holdfast, account)).toBe(true);
    expect(account.getSnapshot()).toEqual(ben);
  });

  it('does not believe an answer about the time before a writer signed in', async () => {
    const { account, holdfast, transport } = await worldOf(null);
    transport.answerWith(async () => {
      transport.answerWith(() => jsonAnswer({ account: mira }));
      await account.signedIn(mira);
      return jsonAnswer({ account: null });
    });
    expect(await checkSession(holdfast, account)).toBe(true);
    expect(account.getSnapshot()).toEqual(mira);
    expect(transport.requests).toHaveLength(2);
  });
});
