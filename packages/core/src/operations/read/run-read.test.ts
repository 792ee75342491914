import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Transport } from '../../exchange/transport.ts';
import { EVERY_KIND } from '../../failures/kinds/every-kind.ts';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { createCell } from '../../observable/cell.ts';
import { defineRead } from './define-read.ts';
import { keptRead } from './kept-read.ts';
import type { Identity } from '../../ports/identity.ts';
import type { CachedRead, ReadCachePort } from '../../ports/read-cache-port.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import { createHoldfast, type Holdfast } from '../../runtime/create-holdfast.ts';

const names: StandardSchema<unknown, readonly string[]> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      Array.isArray(value) ? { value } : { issues: [{ message: 'no list', path: ['names'] }] },
  },
};
const list = defineRead('name.list', {
  output: names,
  request: () => ({ path: 'names' }),
  staleIfErrorMs: 1000,
});
const bare = defineRead('name.bare', { output: names, request: () => ({ path: 'names' }) });
const padded = defineRead('name.padded', {
  output: names,
  request: () => ({ path: 'names' }),
  fallback: () => ['nobody'],
});

const ok = (body: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode(JSON.stringify(body)),
  url: '/names',
  redirected: false,
});
const refused = (status: number): Answer => ({ ...ok({}), status });

const hangs = (): Promise<never> => new Promise(() => {});

function setUp(): {
  holdfast: Holdfast;
  platform: ReturnType<typeof createVirtualPlatform>;
  identity: ReturnType<typeof createCell<Identity | null>>;
  kept: Map<string, CachedRead>;
  answerWith: (...answers: (Answer | 'cut')[]) => void;
} {
  const platform = createVirtualPlatform();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const kept = new Map<string, CachedRead>();
  const cache: ReadCachePort = {
    keptRead,
    get: async (owner, key) => kept.get(`${owner} ${key}`),
    put: async (owner, key, read) => void kept.set(`${owner} ${key}`, read),
    clear: async () => kept.clear(),
  };
  let script: (Answer | 'cut')[] = [];
  const transport: Transport = {
    async send() {
      const next = script.shift();
      if (!next || next === 'cut') throw new Failure(NETWORK_FAILED);
      return next;
    },
  };
  const holdfast = createHoldfast({ transport, cache, identity, platform });
  return {
    holdfast,
    platform,
    identity,
    kept,
    answerWith: (...answers) => void (script = answers),
  };
}

describe('a read', () => {
  it('is live when the server answers', async () => {
    const { holdfast, answerWith } = setUp();
    answerWith(ok(['Mara']));
    expect(await holdfast.run(list)).toEqual({ kind: 'live', value: ['Mara'] });
    expect(holdfast.connectivity.getSnapshot()).toBe('online');
  });

  it('is stale, with its time and the reason, when the server cannot be reached', async () => {
    const { holdfast, platform, answerWith } = setUp();
    const at = platform.now();
    answerWith(ok(['Mara']), 'cut');
    await holdfast.run(list);
    await platform.advance(400);
    expect(await holdfast.run(list)).toMatchObject({
      kind: 'stale',
      value: ['Mara'],
      at,
      failure: { code: 'NETWORK_FAILED' },
    });
    expect(holdfast.connectivity.getSnapshot()).toBe('degraded');
  });

  it('is stale also when the server answers with an error', async () => {
    const { holdfast, answerWith } = setUp();
    answerWith(ok(['Mara']), refused(503));
    await holdfast.run(list);
    expect(await holdfast.run(list)).toMatchObject({
      kind: 'stale',
      failure: { code: 'UNAVAILABLE' },
    });
  });

  it('has failed with its own failure when the cache hangs, after ten seconds', async () => {
    const platform = createVirtualPlatform();
    const holdfast = createHoldfast({
      transport: { send: async () => Promise.reject(new Failure(NETWORK_FAILED)) },
      ...{ cache: { keptRead, get: hangs, put: hangs, clear: hangs }, platform },
    });
    let outcome: unknown;
    void holdfast.run(list).then((ended) => (outcome = ended));
    await platform.advance(9999);
    expect(outcome).toBeUndefined();
    await platform.advance(1);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'NETWORK_FAILED' } });
  });

  it('has failed when the kept answer is too old', async () => {
    const { holdfast, platform, answerWith } = setUp();
    answerWith(ok(['Mara']), 'cut');
    await holdfast.run(list);
    await platform.advance(1001);
    expect(await holdfast.run(list)).toMatchObject({ kind: 'failed' });
  });

  it('shows nothing kept to a user that the server refuses', async () => {
    const { holdfast, answerWith } = setUp();
    answerWith(ok(['Mara']), refused(401));
    await holdfast.run(list);
    expect(await holdfast.run(list)).toMatchObject({
      kind: 'failed',
      failure: { code: 'UNAUTHENTICATED' },
    });
  });

  it('never shows one user an answer that was kept for another', async () => {
    const { holdfast, identity, answerWith } = setUp();
    answerWith(ok(['Mara']), 'cut');
    await holdfast.run(list);
    identity.set({ subject: 'ben' });
    expect(await holdfast.run(list)).toMatchObject({ kind: 'failed' });
  });

  it('keeps nothing when another user signed in before the answer came', async () => {
    const { holdfast, identity, kept, answerWith } = setUp();
    answerWith(ok(['Mara']));
    const running = holdfast.run(list);
    identity.set({ subject: 'ben' });
    await running;
    expect(kept.size).toBe(0);
  });

  it('does not believe an answer that breaks its schema, and says where', async () => {
    const { holdfast, kept, answerWith } = setUp();
    answerWith(ok({ names: 1 }));
    expect(await holdfast.run(bare)).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'RESPONSE_INVALID',
        details: { issues: [{ pointer: '/names', message: 'no list' }] },
      },
    });
    expect(kept.size).toBe(0);
  });

  it('keeps the time when the read was asked, because a write may have come before its answer', async () => {
    const { platform, identity } = setUp();
    const kept: CachedRead[] = [];
    const cache: ReadCachePort = {
      keptRead,
      get: async () => undefined,
      put: async (_owner, _key, read) => void kept.push(read),
      clear: async () => {},
    };
    const send = (): Promise<Answer> =>
      new Promise((resolve) => void platform.schedule(700, () => resolve(ok(['Mara']))));
    const holdfast = createHoldfast({ transport: { send }, cache, identity, platform });
    const asked = platform.now();
    const running = holdfast.run(list);
    await platform.advance(1_000);
    expect(await running).toMatchObject({ kind: 'live' });
    expect(kept).toEqual([{ value: ['Mara'], storedAt: asked }]);
  });

  it('does not give a kept answer that breaks the schema of today', async () => {
    const { holdfast, kept, answerWith } = setUp();
    kept.set('ann name.list:null', { value: { names: 1 }, storedAt: 0 });
    answerWith('cut');
    expect(await holdfast.run(list)).toMatchObject({
      kind: 'failed',
      failure: { code: 'NETWORK_FAILED' },
    });
  });

  it('does not give a kept answer whose age the store cannot tell', async () => {
    const { holdfast, kept, answerWith } = setUp();
    kept.set('ann name.list:null', { value: ['Mara'] } as never);
    answerWith('cut');
    expect(await holdfast.run(list)).toMatchObject({ kind: 'failed' });
  });

  it('falls back before it fails', async () => {
    const { holdfast, answerWith } = setUp();
    answerWith('cut');
    expect(await holdfast.run(padded)).toMatchObject({
      kind: 'fallback',
      value: ['nobody'],
      failure: { code: 'NETWORK_FAILED' },
    });
  });

  it('has one incident id for its trouble, from the event to the failure', async () => {
    const events: (string | undefined)[] = [];
    const transport: Transport = { send: () => Promise.reject(new Failure(NETWORK_FAILED)) };
    const holdfast = createHoldfast({
      transport,
      platform: createVirtualPlatform(),
      sinks: [(event) => events.push(event.incidentId)],
    });
    const outcome = await holdfast.run(bare);
    expect(outcome.kind === 'failed' && outcome.failure.incidentId).toBe(events[0]);
    expect(new Set(events).size).toBe(1);
  });
});

it('no failure of a read says that the read took effect or may have taken effect', async () => {
  for (const kind of EVERY_KIND) {
    for (const effect of ['none', 'applied', 'unknown'] as const) {
      const failure = new Failure(kind, { effect });
      const transport: Transport = { send: () => Promise.reject(failure) };
      const holdfast = createHoldfast({ transport, platform: createVirtualPlatform() });
      expect(await holdfast.run(bare)).toMatchObject({
        failure: { code: kind.code, effect: 'none' },
      });
    }
  }
});

it('no failure of a read says so for any answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 599 }),
      fc.constantFrom('application/json', 'application/problem+json', 'text/html', ''),
      fc.oneof(fc.string(), fc.json()),
      async (status, type, body) => {
        const answer = {
          ...ok(''),
          status,
          headers: { 'content-type': type },
          body: new TextEncoder().encode(body),
        };
        const transport: Transport = { send: () => Promise.resolve(answer) };
        const outcome = await createHoldfast({ transport }).run(bare);
        expect(outcome.kind === 'failed' ? outcome.failure.effect : 'none').toBe('none');
      },
    ),
    { numRuns: 50 },
  );
});
