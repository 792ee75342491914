import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  createStage,
  entry,
  until,
  untilGone,
  untilState,
  type Stage,
  ended,
} from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const sentKeys = (): readonly string[] => stage.server.arrivals.map(({ key }) => key);

describe('the user who is signed in', () => {
  it('sees and sends only entries of their own, and never sees how an entry of another user ended', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('of-ann'));
    const hers = await stage.server.next();
    const told: unknown[] = [];
    const settled = ended(outbox, 'of-ann').then((settlement) => told.push(settlement));
    await outbox.add(entry('of-ann-too'));

    stage.identity.set({ subject: 'bob' });
    expect(outbox.entries.getSnapshot()).toEqual([]);
    await outbox.add(entry('of-bob', { owner: 'bob' }));
    hers.answer(200, { private: true });
    const his = await stage.server.next();
    expect(his).toMatchObject({ key: 'of-bob', subject: 'bob' });
    his.answer(200, {});
    await ended(outbox, 'of-bob');
    await outbox.drain();
    expect(told).toEqual([]);
    await expect(outbox.cancel('of-ann-too')).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
    expect(sentKeys()).toEqual(['of-ann', 'of-bob']);

    stage.identity.set({ subject: 'ann' });
    await settled;
    expect(told).toMatchObject([{ kind: 'applied', value: { private: true } }]);
    expect(await stage.server.next()).toMatchObject({ key: 'of-ann-too', subject: 'ann' });
  });

  it('may sign out between the claim and the send, and then nothing leaves the device', async () => {
    let leaving = false;
    const { platform, identity, server } = stage;
    identity.set(null);
    const outbox = await stage.open({
      locks: {
        hold(_name, work) {
          leaving = identity.getSnapshot() !== null;
          return work();
        },
      },
      platform: {
        ...platform,
        now() {
          // The outbox asks for the user right before the claim, so that the sign-out comes while the claim is being
          // committed.
          if (leaving) queueMicrotask(() => identity.set(null));
          leaving = false;
          return platform.now();
        },
      },
    });
    await outbox.add(entry('a'));
    await outbox.drain();
    identity.set({ subject: 'ann' });
    await until(identity, (current) => current === null);
    await outbox.drain();
    expect(server.arrivals).toEqual([]);
    const database = await openDB(stage.name);
    expect(await database.getAll('entries')).toMatchObject([
      { state: { kind: 'queued' }, sends: 0 },
    ]);
    database.close();
  });

  it('may be missing: then the outbox sends and shows nothing', async () => {
    stage.identity.set(null);
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    await outbox.drain();
    expect(outbox.entries.getSnapshot()).toEqual([]);
    expect(stage.server.arrivals).toEqual([]);
  });

  it('signs in again, and the entries that waited for the sign-in go on', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    (await stage.server.next()).answer(401);
    const { state } = await untilState(outbox, 'a', 'blocked');
    expect(state).toMatchObject({ reason: 'auth', failure: { code: 'UNAUTHENTICATED' } });
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
    stage.identity.set({ subject: 'bob' });
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
    stage.identity.set({ subject: 'ann' });
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'a');
  });
});

describe('the user', () => {
  it('takes back an entry that was never sent', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    const arrival = await stage.server.next();
    const settled = ended(outbox, 'b');
    expect(await outbox.cancel('b')).toBe('cancelled');
    await expect(settled).resolves.toEqual({ kind: 'cancelled' });
    expect(await outbox.cancel('b')).toBe('cancelled');
    arrival.answer(200, {});
    await untilGone(outbox, 'a');
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
  });

  it('cannot take back an entry that is, was or may be on its way', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const arrival = await stage.server.next();
    expect(await outbox.cancel('a')).toBe('too-late');
    arrival.cut();
    await untilState(outbox, 'a', 'queued');
    expect(await outbox.cancel('a')).toBe('too-late');
    outbox.wake();
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'a');
    expect(await outbox.cancel('a')).toBe('too-late');
    await expect(outbox.cancel('z')).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });

  it('sends an entry again under a fresh key when the server certainly refused it', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    (await stage.server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    await outbox.retry('a');
    const again = await stage.server.next();
    expect(again.key).not.toBe('a');
    again.answer(200, {});
    await expect(ended(outbox, 'a')).resolves.toMatchObject({ kind: 'applied' });
  });

  it('keeps the key after a send without an answer, until a server says that it is spoiled', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    (await stage.server.next()).cut();
    await untilState(outbox, 'a', 'queued');
    outbox.wake();
    (await stage.server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    await outbox.retry('a');
    const again = await stage.server.next();
    expect(again.key).toBe('a');
    again.answer(422, { code: 'IDEMPOTENCY_KEY_REUSED', number: 1112, status: 422 });
    await untilState(outbox, 'a', 'dead');
    await outbox.retry('a');
    const fresh = await stage.server.next();
    expect(fresh.key).not.toBe('a');
    fresh.answer(200, {});
    await expect(ended(outbox, 'a')).resolves.toMatchObject({ kind: 'applied' });
  });

  it('discards a dead letter, and the lane goes on', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    (await stage.server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    expect(await outbox.cancel('a')).toBe('cancelled');
    expect((await stage.server.next()).key).toBe('b');
  });
});
