import { createCell, Failure, type EntryView } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, memoryReadCache, problemAnswer } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createAccountKeeper } from './account-keeper.ts';
import { followSession } from './follow-session.ts';

const mira = { subject: 'm', name: 'Mira', displayName: 'Mira', role: 'writer' } as const;
const refused = (id: string): EntryView =>
  ({ id, state: { kind: 'blocked', reason: 'auth' } }) as EntryView;
const queued = (id: string): EntryView => ({ id, state: { kind: 'queued' } }) as EntryView;

it('asks once for ten refused entries, and not again for an entry that stays refused', async () => {
  const account = createAccountKeeper(memoryReadCache(), { now: () => 0 });
  await account.signedIn(mira);
  const { holdfast, transport, platform } = createWorld({ identity: account });
  transport.answerWith(() => jsonAnswer({ account: mira }));
  const entries = createCell<readonly EntryView[]>([]);
  const tabs = { post: () => {}, subscribe: () => () => {}, dispose: () => {} };
  followSession({ holdfast, entries, account, tabs });
  await platform.advance(1);
  expect(transport.requests).toHaveLength(1);

  transport.answerWith(() => jsonAnswer({ account: null }));
  const ids = Array.from({ length: 10 }, (_, index) => `entry ${index}`);
  entries.set(ids.map(queued));
  entries.set(ids.map(refused));
  entries.set(ids.map(refused));
  await platform.advance(1);
  expect(transport.requests).toHaveLength(2);
  expect(account.hasEnded.getSnapshot()).toBe(true);
  expect(account.getSnapshot()).toEqual(mira);
});

it('asks a busy Fireside again when it said to, and tells why it does not know the user until then', async () => {
  const account = createAccountKeeper(memoryReadCache(), { now: () => 0 });
  const { holdfast, transport, platform } = createWorld({ identity: account });
  const busy = new Failure(catalogue.RATE_LIMITED, { effect: 'none', retryAfterMs: 30_000 });
  transport.answerWith(() => problemAnswer(busy));
  const tabs = { post: () => {}, subscribe: () => () => {}, dispose: () => {} };
  followSession({ holdfast, entries: createCell<readonly EntryView[]>([]), account, tabs });
  await platform.advance(20_000);
  expect(account.getSnapshot()).toBeNull();
  expect(account.trouble.getSnapshot()).toMatchObject({ code: 'RATE_LIMITED' });
  transport.answerWith(() => jsonAnswer({ account: mira }));
  await platform.advance(60_000);
  expect(account.getSnapshot()).toEqual(mira);
  expect(account.trouble.getSnapshot()).toBeUndefined();
});
