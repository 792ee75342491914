import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createHoldfast, Failure } from '@holdfast/core';
import type { DraftRecord } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import {
  createVirtualPlatform,
  memoryDrafts,
  memoryTabs,
  problemAnswer,
  scriptedStream,
} from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStreams } from './create-streams.ts';
import { ndjson } from './ndjson.ts';
import {
  asked,
  flowing,
  keys,
  stage,
  statesOf,
  story,
  type Stage,
} from './stream-stage.contract.ts';

const slot = 'stream:story.tell:"a fox"';

/** The same device after a reload, which leaves only the stored text. */
function reload({ drafts, server, identity }: Stage) {
  const after = stage({}, { drafts, server, identity });
  return { ...after, stream: after.follow() };
}
describe('leaving a stream', () => {
  it('by abort keeps the text and leaves the server alone', async () => {
    const { server, stream, outcome, settle } = await flowing();
    stream.abort();
    await settle();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once 🦊', resumable: true, failure: { code: 'ABORTED' } },
      notResumed: 'aborted',
    });
    expect(server.readers()).toBe(0);
    expect(server.requests).toHaveLength(1);
    const again = stream.resume();
    server.write('.');
    server.done();
    await settle();
    expect(await again).toMatchObject({ kind: 'live', value: { text: 'Once 🦊.' } });
  });

  it.each([
    ['first', 0],
    ['second', 1],
  ])('by the signal of the %s of two callers leaves the stream to the other', async (_, leaver) => {
    const { server, platform, settle, follow } = stage();
    const callers = [new AbortController(), new AbortController()];
    const outcomes = callers.map(({ signal }) => follow().start({ signal }));
    await settle();
    server.tell({ type: 'start', id: 's1' });
    server.write('Once');
    await platform.advance(20);
    callers[leaver]?.abort();
    expect(await outcomes[leaver]).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once', failure: { code: 'ABORTED' } },
    });
    server.write(' more');
    await platform.advance(20);
    expect(follow().getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once more' });
    callers[1 - leaver]?.abort();
    expect(await outcomes[1 - leaver]).toMatchObject({ kind: 'interrupted', text: 'Once more' });
    expect(follow().getSnapshot()).toMatchObject({ notResumed: 'aborted' });
    expect(server.requests).toHaveLength(1);
  });

  it('by the signal of the caller keeps the text too, also while the reader waits', async () => {
    const { server, follow, settle, platform } = stage();
    const caller = new AbortController();
    const outcome = follow().start({ signal: caller.signal });
    await settle();
    server.write('Once');
    server.cut();
    await settle();
    caller.abort();
    await settle();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once', resumable: true, notResumed: 'aborted' },
    });
    await platform.advance(60_000);
    expect(server.requests).toHaveLength(1);
  });

  it('before it was begun begins nothing', async () => {
    const { server, follow } = stage();
    const outcome = follow().start({ signal: AbortSignal.abort() });
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'ABORTED', effect: 'none' },
    });
    expect(server.requests).toEqual([]);
  });

  it('while the server has not answered the start closes the answer when it comes', async () => {
    const { server, follow, settle } = stage();
    const release = server.holdNext();
    const stream = follow();
    const outcome = stream.start();
    await settle();
    stream.abort();
    release();
    await settle();
    expect(await outcome).toMatchObject({ failure: { code: 'ABORTED' } });
    expect(server.readers()).toBe(0);
  });

  it('by cancel ends it on the server', async () => {
    const { stream, outcome, settle, server } = await flowing();
    await stream.cancel();
    await settle();
    expect(server.requests.at(-1)).toMatchObject({
      method: 'DELETE',
      url: 'http://localhost/streams/s1',
    });
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once 🦊', resumable: false, failure: { code: 'ABORTED' } },
    });
  });

  it('by cancel waits for an address to cancel', async () => {
    const { server, follow, settle } = stage();
    const release = server.holdNext();
    const stream = follow();
    const outcome = stream.start();
    await settle();
    const cancelled = stream.cancel();
    release();
    await settle();
    server.write('Once');
    await cancelled;
    expect(await outcome).toMatchObject({ kind: 'interrupted', resumable: false, text: 'Once' });
  });

  it('by cancel fetches the end of a stream that no tab reads', async () => {
    const { stream, outcome, settle, server } = await flowing();
    stream.abort();
    await outcome;
    await stream.cancel();
    await settle();
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'GET']);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'interrupted', resumable: false });
  });

  it('asks in the trace in which the stream was begun, each time as a span of its own', async () => {
    const { follow, server, settle } = stage();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const stream = follow();
    const outcome = stream.start({ traceparent });
    await settle();
    server.write('Once');
    await settle();
    stream.abort();
    await outcome;
    await stream.cancel();
    await settle();
    const spans = server.requests.map(({ headers }) => headers['traceparent'] ?? '');
    expect(spans).toHaveLength(3);
    expect(new Set([traceparent, ...spans].map((span) => span.slice(0, 36))).size).toBe(1);
    expect(new Set([traceparent, ...spans]).size).toBe(4);
  });

  it('by cancel sends nothing when no stream was begun, and rejects when the request fails', async () => {
    const { follow } = stage();
    await follow().cancel();
    const { stream, server } = await flowing();
    server.refuseNext(problemAnswer(new Failure(catalogue.UNAVAILABLE)));
    await expect(stream.cancel()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming' });
  });
});

describe('a text that is kept', () => {
  it('is shown after a reload, and the reader resumes it by itself', async () => {
    const before = await flowing();
    await before.platform.advance(500);
    const after = reload(before);
    const states = statesOf(after.stream);
    await after.platform.advance(0);
    expect(states[0]).toMatchObject({ kind: 'interrupted', text: 'Once 🦊', resuming: true });
    expect(before.server.requests.at(-1)?.url).toBe('http://localhost/streams/s1?after=2');
    before.server.write('.');
    before.server.done();
    await after.platform.advance(0);
    expect(after.stream.getSnapshot()).toMatchObject({ kind: 'live', text: 'Once 🦊.' });
  });

  it('is shown after a reload, and not resumed when the user had left it', async () => {
    const before = await flowing();
    before.stream.abort();
    await before.outcome;
    const after = reload(before);
    const states = statesOf(after.stream);
    await after.platform.advance(60_000);
    expect(states).toMatchObject([
      { kind: 'interrupted', text: 'Once 🦊', resumable: true, resuming: false },
    ]);
    expect(before.server.requests).toHaveLength(1);
  });

  it('keeps its key over a reload', async () => {
    const before = stage();
    before.server.holdNext();
    void before.follow().start();
    await before.settle();
    const after = reload(before);
    statesOf(after.stream);
    await after.platform.advance(0);
    const [first, second] = keys(before);
    expect(before.server.requests).toHaveLength(2);
    expect(second).toBe(first);
  });

  it('is resumed by a run of the same input, and removed when the text came whole', async () => {
    const before = await flowing();
    before.stream.abort();
    await before.outcome;
    const { holdfast, platform } = reload(before);
    const outcome = holdfast.run(story, 'a fox');
    await platform.advance(0);
    before.server.done();
    await platform.advance(0);
    expect(await outcome).toMatchObject({ kind: 'live', value: { text: 'Once 🦊' } });
    expect(before.server.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(before.drafts.peek('mira', slot)).toBeUndefined();
  });

  it('is the outcome of a run that brought the whole text, also when the device cannot remove it', async () => {
    const { server, holdfast, settle, drafts } = stage();
    const outcome = holdfast.run(story, 'a fox', { key: 'k1' });
    await settle();
    server.write('Once');
    server.done();
    drafts.fail(new Failure(catalogue.STORAGE_QUOTA));
    await settle();
    expect(await outcome).toMatchObject({ kind: 'live', value: { text: 'Once' } });
    expect(keys({ server })).toEqual(['"k1"']);
  });

  it('is kept after a run that failed', async () => {
    const { server, holdfast, settle, drafts } = stage();
    const outcome = holdfast.run(story, 'a fox');
    await settle();
    server.tell({ type: 'error', problem: { status: 402, code: 'BUDGET_EXCEEDED', number: 1420 } });
    await settle();
    expect(await outcome).toMatchObject({ kind: 'failed' });
    expect(drafts.peek('mira', slot)?.value).toMatchObject({ state: { kind: 'failed' } });
  });

  it('is the outcome of a later run when it came whole', async () => {
    const before = await flowing();
    before.server.done();
    await before.outcome;
    const { holdfast } = reload(before);
    expect(await holdfast.run(story, 'a fox')).toMatchObject({
      kind: 'live',
      value: { text: 'Once 🦊' },
    });
    expect(before.server.requests).toHaveLength(1);
  });

  it('is set aside, not overwritten, when another is begun in its place', async () => {
    const { stream, outcome, drafts, settle, server } = await flowing();
    stream.abort();
    await outcome;
    void stream.start();
    await settle();
    expect(drafts.quarantined).toMatchObject([
      { reason: 'superseded', record: { value: { state: { text: 'Once 🦊' } } } },
    ]);
    const [first, second] = keys({ server });
    expect(second).not.toBe(first);
  });

  it('is replaced when a run cannot resume it and begins the stream anew', async () => {
    const { server, outcome, holdfast, settle } = await flowing();
    server.tell({ type: 'interrupted', offset: 9, reason: 'generator-failed' });
    await outcome;
    void holdfast.run(story, 'a fox');
    await settle();
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('is removed when the app says so', async () => {
    const { stream, outcome, drafts, server } = await flowing();
    server.done();
    await outcome;
    await stream.forget();
    expect(drafts.peek('mira', slot)).toBeUndefined();
    expect(stream.getSnapshot()).toMatchObject({ kind: 'live' });
  });

  it('that is unreadable is quarantined', async () => {
    const all = stage();
    const record = {
      owner: 'mira',
      key: slot,
      version: 1,
      revision: 1,
      savedAt: 0,
      value: { state: 7 },
    };
    await all.drafts.save(record);
    const stream = all.follow();
    statesOf(stream);
    await all.settle();
    expect(all.drafts.quarantined).toMatchObject([{ reason: 'unreadable' }]);
    expect(stream.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('is shown when the device does not keep it, and telemetry hears of that', async () => {
    const { drafts, told, stream, platform, server } = await flowing();
    drafts.fail(new Failure(catalogue.STORAGE_QUOTA));
    server.write('.');
    await platform.advance(1_000);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once 🦊.' });
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'draft.changed', draft: 'story.tell', state: 'unsaved' }),
    );
    await expect(stream.forget()).rejects.toMatchObject({ code: 'STORAGE_QUOTA' });
  });

  it('lives as long as the page where there is no draft store', async () => {
    const platform = createVirtualPlatform();
    const server = scriptedStream();
    const holdfast = createHoldfast({
      ...{ platform, transport: server, streams: createStreams({ formats: [ndjson] }) },
    });
    const outcome = holdfast.run(story, 'a fox');
    await platform.advance(0);
    server.write('Once');
    server.done();
    await platform.advance(0);
    expect(await outcome).toMatchObject({ kind: 'live', value: { text: 'Once' } });
  });
});

describe('an owner', () => {
  it('never sees the stream of another owner, whose reading ends with the session', async () => {
    const { identity, stream, server, settle, drafts, outcome } = await flowing();
    const seen: unknown[] = [];
    stream.subscribe(() => seen.push(stream.getSnapshot()));
    identity.set({ subject: 'jonas' });
    await settle();
    expect(stream.getSnapshot()).toEqual({ kind: 'idle' });
    expect(seen).toEqual([{ kind: 'idle' }]);
    expect(server.readers()).toBe(0);
    expect(await outcome).toMatchObject({ kind: 'interrupted', resumable: true });
    expect(drafts.peek('mira', 'stream:story.tell:"a fox"')?.value).toMatchObject({
      state: { text: 'Once 🦊', resumable: true },
    });
    identity.set({ subject: 'mira' });
    await settle();
    expect(stream.getSnapshot()).toMatchObject({ kind: 'interrupted', text: 'Once 🦊' });
  });
});

/** Two tabs of one device. When the first tab dies, it loses its locks, its channel and its access to storage. */
async function twoTabs() {
  const { open } = memoryTabs();
  const [mine, theirs] = [open(), open()];
  const shared = memoryDrafts();
  let isDead = false;
  const drafts = {
    ...shared,
    save: (record: DraftRecord) => (isDead ? new Promise<never>(() => {}) : shared.save(record)),
  };
  const reading = stage(mine, { drafts });
  const { server, platform, identity } = reading;
  const stream = reading.follow();
  const outcome = stream.start();
  await platform.advance(0);
  server.tell({ type: 'start', id: 's1' });
  server.write('Once');
  const other = stage(theirs, { server, platform, identity, drafts: shared });
  const mirror = other.follow();
  return {
    ...{ server, platform, identity, stream, mirror, outcome, other },
    kill() {
      isDead = true;
      mine.kill();
    },
    /** A frozen tab: it neither receives nor sends anything, and keeps its lock. */
    freeze() {
      isDead = true;
      mine.channel.dispose();
    },
  };
}

/** A tab whose streams have no locks and no channel but those of its runtime. */
function tabOf(tab: ReturnType<ReturnType<typeof memoryTabs>['open']>, of: Partial<Stage> = {}) {
  return stage({ tabs: { locks: tab.locks, channel: () => tab.channel } }, of);
}

describe('tabs', () => {
  it('agree through the locks and channels of their runtimes, and close the channels that they opened', async () => {
    const { open } = memoryTabs();
    const [mine, theirs] = [open(), open()];
    const one = tabOf(mine);
    const { server, platform, identity } = one;
    void one.follow().start();
    await one.settle();
    server.write('Once');
    const other = tabOf(theirs, { server, platform, identity });
    const states = statesOf(other.follow());
    await platform.advance(600);
    expect(states.at(-1)).toMatchObject({ kind: 'streaming', text: 'Once' });
    expect(server.requests).toHaveLength(1);
    let isClosed = false;
    const { dispose } = createHoldfast({
      transport: server,
      tabs: {
        locks: mine.locks,
        channel: () => ({ ...mine.channel, dispose: () => void (isClosed = true) }),
      },
      streams: createStreams({ formats: [ndjson] }),
    });
    await dispose();
    expect(isClosed).toBe(true);
  });

  it('all show the stream that one of them reads', async () => {
    const { server, platform, mirror, outcome } = await twoTabs();
    const states = statesOf(mirror);
    await platform.advance(600);
    server.write(' 🦊');
    await platform.advance(600);
    expect(states.at(-1)).toMatchObject({ kind: 'streaming', text: 'Once 🦊' });
    server.done();
    await platform.advance(0);
    expect(states.at(-1)).toMatchObject({ kind: 'live', text: 'Once 🦊' });
    expect(server.requests).toHaveLength(1);
    expect(await outcome).toMatchObject({ kind: 'live' });
  });

  it('show the stream at once when they open later', async () => {
    const { server, platform, mirror } = await twoTabs();
    await platform.advance(600);
    const states = statesOf(mirror);
    await platform.advance(0);
    expect(states.at(-1)).toMatchObject({ kind: 'streaming', text: 'Once' });
    expect(server.requests).toHaveLength(1);
  });

  it('take over when the tab that reads dies, and repeat nothing', async () => {
    const { server, platform, mirror, kill } = await twoTabs();
    statesOf(mirror);
    await platform.advance(600);
    server.write(' 🦊');
    kill();
    await platform.advance(0);
    expect(asked({ server })).toEqual(['POST /tell', 'GET /streams/s1?after=2']);
    server.write(' ran');
    server.done();
    await platform.advance(0);
    expect(mirror.getSnapshot()).toMatchObject({ kind: 'live', text: 'Once 🦊 ran' });
  });

  it('do not take over a stream that they do not show', async () => {
    const { server, platform, mirror, kill } = await twoTabs();
    const leave = mirror.subscribe(() => {});
    await platform.advance(600);
    leave();
    kill();
    await platform.advance(10_000);
    expect(server.requests).toHaveLength(1);
  });

  it('join the stream instead of beginning another', async () => {
    const { server, platform, mirror } = await twoTabs();
    statesOf(mirror);
    await platform.advance(600);
    const joined = mirror.start();
    server.done();
    await platform.advance(0);
    expect(await joined).toMatchObject({ kind: 'live', value: { text: 'Once' } });
    expect(server.requests).toHaveLength(1);
  });

  it('join the stream also when they did not know of it', async () => {
    const { server, platform, mirror } = await twoTabs();
    const joined = mirror.start();
    await platform.advance(0);
    server.done();
    await platform.advance(0);
    expect(await joined).toMatchObject({ kind: 'live', value: { text: 'Once' } });
    expect(server.requests).toHaveLength(1);
  });

  it('can cancel the stream that another tab reads', async () => {
    const { server, platform, mirror, outcome } = await twoTabs();
    statesOf(mirror);
    await platform.advance(600);
    await mirror.cancel();
    await platform.advance(0);
    expect(asked({ server })).toEqual(['POST /tell', 'DELETE /streams/s1']);
    expect(await outcome).toMatchObject({ kind: 'interrupted', resumable: false });
    expect(mirror.getSnapshot()).toMatchObject({ kind: 'interrupted', resumable: false });
  });

  it('never show the stream of another owner', async () => {
    const { platform, identity, other, outcome } = await twoTabs();
    identity.set({ subject: 'jonas' });
    await outcome;
    const foreign = other.follow();
    statesOf(foreign);
    await platform.advance(1_000);
    expect(foreign.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('read for themselves where the browser has no locks', async () => {
    const locks = { hold: () => Promise.reject(new Failure(catalogue.STORAGE_UNAVAILABLE)) };
    const { server, follow, settle } = stage({ locks });
    const outcome = follow().start();
    await settle();
    server.done();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'live' });
  });
});

describe('a tab that waits in line for a stream', () => {
  const held = { hold: () => new Promise<never>(() => {}) };

  it('reads for itself when the lock never comes and no tab can be asked', async () => {
    const { server, follow, settle, platform } = stage({ locks: held });
    const outcome = follow().start();
    await platform.advance(37_499);
    expect(server.requests).toHaveLength(0);
    await platform.advance(1);
    server.done();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'live' });
  });

  it('goes on from the text that a frozen tab has read, and begins nothing a second time', async () => {
    const { server, platform, mirror, freeze } = await twoTabs();
    await platform.advance(600);
    freeze();
    const joined = mirror.start();
    await platform.advance(4_999);
    expect(asked({ server })).toEqual(['POST /tell']);
    await platform.advance(1);
    expect(asked({ server })).toEqual(['POST /tell', 'GET /streams/s1?after=2']);
    server.done();
    await platform.advance(0);
    expect(await joined).toMatchObject({ kind: 'live', value: { text: 'Once' } });
  });

  it('waits for a tab that says it reads, even when no event comes for long', async () => {
    const { server, platform, mirror } = await twoTabs();
    const joined = mirror.start();
    for (let beats = 0; beats < 30; beats += 1) {
      await platform.advance(10_000);
      server.sendRaw('\n');
    }
    expect(server.requests).toHaveLength(1);
    server.done();
    await platform.advance(0);
    expect(await joined).toMatchObject({ kind: 'live', value: { text: 'Once' } });
  });

  it('waits for a tab that is still looking up the stored text', async () => {
    const { open } = memoryTabs();
    const [mine, theirs] = [open(), open()];
    const shared = memoryDrafts();
    const { platform, server, ...slow } = stage(mine, {
      drafts: {
        ...shared,
        load: async (owner, key) => {
          await new Promise<void>((resolve) => void platform.schedule(4_000, resolve));
          return shared.load(owner, key);
        },
      },
    });
    const first = slow.follow().start();
    await platform.advance(4_001);
    const other = stage(theirs, { server, platform, identity: slow.identity, drafts: shared });
    const second = other.follow().start();
    await platform.advance(10_000);
    server.tell({ type: 'start', id: 's1' });
    server.done();
    await platform.advance(0);
    expect([(await first).kind, (await second).kind]).toEqual(['live', 'live']);
    expect(asked({ server })).toEqual(['POST /tell']);
  });

  it('leaves the line at an abort', async () => {
    const { server, follow, platform } = stage({ locks: held });
    const stream = follow();
    const outcome = stream.start();
    await platform.advance(10);
    stream.abort();
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code: 'ABORTED' } });
    await platform.advance(60_000);
    expect(server.requests).toHaveLength(0);
  });
});

/** Makes the engine collect all objects that no reference leads to. */
async function forgetGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Weak references hold until the end of the job that has read them.
  await new Promise(setImmediate);
  collect();
}

describe('a stream that the app holds in no variable', () => {
  it('is still the same for a caller that follows it later, while its server is silent', async () => {
    const { server, follow, settle } = stage();
    server.holdNext();
    void follow().start();
    await settle();
    await forgetGarbage();
    expect(follow().getSnapshot()).toMatchObject({ kind: 'running' });
    expect(server.requests).toHaveLength(1);
  });

  it('is still the same while it has a listener, though no tab reads it', async () => {
    const { server, follow, settle, platform } = stage();
    void follow().start();
    await settle();
    server.write('Once');
    await platform.advance(16);
    follow().subscribe(() => {});
    follow().abort();
    await settle();
    await forgetGarbage();
    expect(follow().getSnapshot()).toMatchObject({ kind: 'interrupted', text: 'Once' });
  });

  it('is still the same when its listener has left while the reader goes on', async () => {
    const { server, platform, kill, other } = await twoTabs();
    const leave = other.follow().subscribe(() => {});
    await platform.advance(600);
    server.holdNext();
    kill();
    await platform.advance(0);
    leave();
    await forgetGarbage();
    expect(other.follow().getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once' });
    expect(server.requests).toHaveLength(2);
  });

  it('is forgotten when the app follows it no longer, and found again on the device', async () => {
    const { server, follow, settle } = stage();
    void follow().start();
    await settle();
    server.write('Once');
    server.done();
    await settle();
    await forgetGarbage();
    const found = follow();
    expect(found.getSnapshot()).toEqual({ kind: 'idle' });
    statesOf(found);
    await settle();
    expect(found.getSnapshot()).toMatchObject({ kind: 'live', text: 'Once' });
  });
});
