import { createCell } from '@holdfast/core';
import { creatorOf, type NewEntry } from '@holdfast/core/parts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createStage,
  entry,
  stateOf,
  until,
  untilGone,
  untilState,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { installReplay } from '../worker/install-replay.ts';
import { coalesceUnsent } from './coalesce-unsent.ts';
import { probed } from '../decisions/probe-state.ts';
import { awaitDependencies, type Dependencies } from './await-dependencies.ts';
import { createTemporaryId } from './temporary-ids.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const open = (more = {}, dependencies: Dependencies = awaitDependencies()): Promise<Outbox> =>
  stage.open({ dependencies, ...more });
/** A tab without a user: it adds and does not send. */
const openSilent = (dependencies?: Dependencies): Promise<Outbox> =>
  open({ identity: createCell(null) }, dependencies);

const inLane = (id: string, change: Partial<NewEntry> = {}): NewEntry =>
  entry(id, { lane: id, ...change });
const token = createTemporaryId();
const creator = inLane(creatorOf(token)!, {
  ...{ lane: 'creator', temporaryId: token },
  expectation: { accept: 'json', idPointer: '/id' },
});
const dependent = inLane('story', {
  request: {
    ...{ method: 'POST', url: `/api/characters/${token}/stories` },
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ of: token, text: `of ${token}` }),
  },
});

describe('an entry after another one', () => {
  it('waits for it, while other lanes go on', async () => {
    const tab = await open();
    await tab.add(inLane('a'));
    const first = await stage.server.next();
    await tab.add(inLane('b', { after: ['a'] }));
    await tab.add(inLane('c'));
    const other = await stage.server.next();
    expect([first.key, other.key]).toEqual(['a', 'c']);
    await until(tab.entries, (all) =>
      all.some(({ id, waitsFor }) => id === 'b' && waitsFor === 'entry'),
    );
    other.answer(200, {});
    await untilGone(tab, 'c');
    expect(stage.server.arrivals).toHaveLength(2);
    first.answer(200, {});
    expect((await stage.server.next()).key).toBe('b');
  });

  it('is blocked while the other one is dead, and goes on by itself when the user retries the other one', async () => {
    const tab = await open();
    await tab.add(inLane('a'));
    await tab.add(inLane('b', { after: ['a'] }));
    (await stage.server.next()).answer(422, {});
    const view = await untilState(tab, 'b', 'blocked');
    expect(view).toMatchObject({
      state: {
        reason: 'dependency',
        failure: { code: 'DEPENDENCY_STUCK', details: { reason: 'dead' } },
      },
      waitsFor: 'entry',
    });
    await tab.retry('a');
    (await stage.server.next()).answer(200, {});
    (await stage.server.next()).answer(200, {});
    await untilGone(tab, 'b');
  });

  it('stays when the user discards the other one, and can be discarded too', async () => {
    const tab = await open();
    await tab.add(inLane('a'));
    await tab.add(inLane('b', { after: ['a'] }));
    (await stage.server.next()).answer(422, {});
    await untilState(tab, 'b', 'blocked');
    await tab.cancel('a');
    await until(tab.entries, ([b]) => {
      const failure = b?.state.kind === 'blocked' ? b.state.failure : undefined;
      return JSON.stringify(failure?.details ?? {}).includes('cancelled');
    });
    expect(await tab.cancel('b')).toBe('cancelled');
  });

  it('stays when the device forgets how the other one ended, also when a third one had taken the other one in', async () => {
    const coalescing = coalesceUnsent();
    const tab = await open({ coalescing, limits: { ledgerEntries: 0 } });
    await tab.pause();
    for (const id of ['a', 'taken']) await tab.add(entry(id, { coalesce: 'edit' }));
    await tab.add(inLane('b', { after: ['taken'] }));
    await tab.cancel('a');
    await tab.resume();
    await untilState(tab, 'b', 'blocked');
    // The outbox forgets ends beside its other work.
    await stage.platform.advance(3_600_000);
    await tab.add(inLane('c'));
    (await stage.server.next()).answer(200, {});
    await until(tab.follow('c'), ({ kind }) => kind === 'unknown' || kind === 'applied');
    await tab.drain();
    await tab.drain();
    expect(stage.server.arrivals.map(({ key }) => key)).toEqual(['c']);
    expect(stateOf(tab, 'b')).toMatchObject({ failure: { details: { reason: 'cancelled' } } });
  });

  it('gets the id that the app found on the server, when the answer itself was lost', async () => {
    const tab = await open();
    await tab.add({ ...creator, honoursKey: false });
    await tab.add(dependent);
    (await stage.server.next()).cut();
    await untilState(tab, creator.id, 'blocked');
    await tab.decide(creator.id, (stored) =>
      probed(stored, { kind: 'applied', value: { id: 7 } }, stage.platform.now()),
    );
    // The address gave no answer, so it is asked again later.
    await stage.platform.advance(60_000);
    expect((await stage.server.next()).request.url).toContain('/api/characters/7/stories');
  });

  it('is sent at once when the other one was applied before a reload', async () => {
    const tab = await open();
    await tab.add(inLane('a'));
    (await stage.server.next()).answer(200, {});
    await untilGone(tab, 'a');
    await (await open()).add(inLane('b', { after: ['a'] }));
    expect((await stage.server.next()).key).toBe('b');
  });

  it('is stored behind an entry whose body the outbox is still reading', async () => {
    const tab = await open();
    let read!: (body: null) => void;
    const slow = tab.add(inLane('a'), new Promise((resolve) => (read = resolve)));
    const later = tab.add(inLane('b', { after: ['a'] }));
    await stage.platform.advance(5_000);
    expect(stage.server.arrivals).toHaveLength(0);
    read(null);
    await Promise.all([slow, later]);
    expect((await stage.server.next()).key).toBe('a');
  });

  it('cannot wait for itself', async () => {
    const tab = await open();
    await expect(tab.add(inLane('a', { after: ['a'] }))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('is left to a context that has the part `dependencies`', async () => {
    await (await openSilent()).add(inLane('a', { after: ['x'] }));
    const without = await stage.open();
    await without.drain();
    expect(stage.server.arrivals).toHaveLength(0);
    await expect(without.add(inLane('b', { after: ['a'] }))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { issues: [{ pointer: '/after' }] },
    });
    await open();
    expect((await stage.server.next()).key).toBe('a');
  });
});

describe('an entry with a temporary id', () => {
  it('waits for the entry that creates the thing, and is sent with the id of the server', async () => {
    const dependencies = awaitDependencies();
    const writer = await openSilent();
    await writer.add(creator);
    await writer.add(dependent);
    const tab = await open({}, dependencies);
    const real = dependencies.realId(token);
    const first = await stage.server.next();
    expect(first.key).toBe(creator.id);
    first.answer(200, { id: 'c/1' });
    const second = await stage.server.next();
    expect(second.request.url).toContain('/api/characters/c%2F1/stories');
    expect(JSON.parse(String(second.request.body))).toEqual({ of: 'c/1', text: `of ${token}` });
    await until(real, (id) => id !== undefined);
    expect(real.getSnapshot()).toBe('c/1');
    // After a reload the tab sends the entry again: the server sees the same body under the same key.
    await tab.dispose();
    const later = awaitDependencies();
    const reloaded = await open({}, later);
    const again = await stage.server.next();
    expect(again.request).toMatchObject({ url: second.request.url, body: second.request.body });
    again.answer(200, {});
    await untilGone(reloaded, 'story');
    await until(later.realId(token), (id) => id === 'c/1');
  });

  it('is sent by a worker without any code of the app', async () => {
    const writer = await openSilent();
    await writer.add(creator);
    await writer.add(dependent);
    // A page says who is signed in, and closes.
    await (await open({ transport: { send: () => new Promise(() => {}) } })).dispose();
    const scope = { addEventListener() {}, removeEventListener() {} };
    const { name, platform } = stage;
    const replay = installReplay({
      ...{ name, platform, scope, dependencies: awaitDependencies() },
      transport: stage.server.transport,
    });
    const drained = replay.drain();
    (await stage.server.next()).answer(200, { id: 9 });
    const second = await stage.server.next();
    expect(second.request.url).toContain('/api/characters/9/stories');
    second.answer(200, {});
    expect(await drained).toEqual({ left: false });
    await replay.dispose();
  });

  it('is blocked when the answer brought no id', async () => {
    const tab = await open();
    await tab.add(creator);
    await tab.add(dependent);
    (await stage.server.next()).answer(200, {});
    const view = await untilState(tab, 'story', 'blocked');
    expect(view.state).toMatchObject({
      reason: 'dependency',
      failure: { details: { reason: 'unidentified' } },
    });
    expect(stateOf(tab, 'story')?.kind).toBe('blocked');
  });

  it('has a temporary id only for the thing that an entry of the same id creates', async () => {
    const tab = await open();
    await expect(tab.add({ ...creator, id: 'other' })).rejects.toMatchObject({
      details: { issues: [{ pointer: '/temporaryId' }] },
    });
  });
});
