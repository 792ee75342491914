import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createStreamServer } from './create-stream-server.ts';
import type { StartOptions } from './stream-server.ts';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { StreamLog } from './stream-log.ts';
import type { StreamText } from './text-of-log.ts';
import type { Generate } from './write-stream.ts';

const owner = 'mara';

function setUp(log: StreamLog = memoryStreamLog(), platform = createVirtualPlatform()) {
  const reported: unknown[] = [];
  const report = (thrown: unknown): unknown => reported.push(thrown);
  const streams = createStreamServer({ log, platform, leaseMs: 3000, report });
  const stored: StreamText[] = [];
  const start = async (generate: Generate, given: Partial<StartOptions> = {}) => {
    const answer = await streams.start(
      new Request('http://test/stories', {
        ...{ method: 'POST', body: '{}' },
        headers: { accept: 'application/x-ndjson', 'idempotency-key': '"k1"' },
      }),
      {
        ...{ owner, generate },
        ended: async (stream) => stored.push(await streams.read(stream)),
        ...given,
      },
    );
    const id = answer.headers.get('location')?.slice('/stories/'.length) ?? '';
    return { id, answer };
  };
  return { streams, start, stored, reported, log, platform };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
};

async function* endless(): ReturnType<Generate> {
  yield { type: 'delta', text: 'Once 🦊' };
  await new Promise(() => {});
}

const MANY = Array.from({ length: 250 }, (_, index) => `${index} ships. `);

it.each<[string, Generate, object]>([
  [
    'is done',
    async function* () {
      for (const text of MANY) {
        yield { type: 'delta', text };
        await settled();
      }
    },
    { text: MANY.join(''), end: { type: 'done' } },
  ],
  [
    'died',
    async function* () {
      yield { type: 'delta', text: 'Once' };
      throw new Error('out of memory');
    },
    { text: 'Once', end: { type: 'interrupted', reason: 'generator-failed' } },
  ],
  [
    'was refused',
    async function* () {
      yield { type: 'delta', text: 'Once' };
      throw new Failure(catalogue.BUDGET_EXCEEDED);
    },
    { text: 'Once', end: { type: 'error' } },
  ],
])(
  'an app hears that its generator %s, and reads the whole text then',
  async (_, generate, text) => {
    const { streams, start, stored } = setUp();
    await start(generate);
    await streams.drain();
    expect(stored).toMatchObject([text]);
  },
);

it('an app hears once of a stream that its reader cancels, and that another request attached to', async () => {
  const { streams, start, stored } = setUp();
  const { id } = await start(endless);
  await start(endless);
  await settled();
  expect(await streams.read({ id, owner })).toEqual({ text: 'Once 🦊', end: undefined });
  await streams.cancel({ id, owner });
  await settled();
  expect(stored).toMatchObject([{ text: 'Once 🦊', end: { reason: 'cancelled' } }]);
});

it('a server that stops waits until the app has stored the texts', async () => {
  const { streams, start, platform } = setUp();
  const storing = Promise.withResolvers<void>();
  const order: string[] = [];
  const { id } = await start(endless, {
    ended: async (stream) => {
      order.push((await streams.read(stream)).text);
      await storing.promise;
      order.push('stored');
    },
  });
  const drained = streams.drain().then(() => order.push('drained'));
  await platform.advance(3000);
  await settled();
  storing.resolve();
  await drained;
  expect(order).toEqual(['Once 🦊', 'stored', 'drained']);
  expect((await streams.read({ id, owner })).end).toMatchObject({ reason: 'server-lost' });
});

it('an app that cannot store a text does not stop the server, which reports why', async () => {
  const { streams, start, reported } = setUp();
  const full = new Error('disk full');
  await start(async function* () {}, { ended: () => Promise.reject(full) });
  await streams.drain();
  expect(reported).toEqual([full]);
});

it('reading the stream of a dead writer ends it, and no other user can read it', async () => {
  const log = memoryStreamLog();
  let dead = false;
  const dying: StreamLog = {
    ...log,
    append: (...given) => (dead ? new Promise(() => {}) : log.append(...given)),
  };
  const platform = createVirtualPlatform();
  const { id } = await setUp(dying, platform).start(endless);
  await settled();
  dead = true;
  const { streams } = setUp(log, platform);
  expect((await streams.read({ id, owner })).end).toBeUndefined();
  await platform.advance(3001);
  expect(await streams.read({ id, owner })).toMatchObject({
    text: 'Once 🦊',
    end: { type: 'interrupted', reason: 'server-lost' },
  });
  await expect(streams.read({ id, owner: 'noor' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
