import { describe, expect, it } from 'vitest';
import { createVirtualPlatform } from '@holdfast/testing';
import { createEnqueue } from './create-enqueue.ts';
import { memoryRelayStore } from './memory-relay-store.ts';

const transaction = { onRollback: (): void => {}, onCommit: (task: () => void): void => task() };
const circle: { self?: unknown } = {};
circle.self = circle;
const event = { sink: 's', topic: 't', key: 'k', body: 1 };

describe('enqueuing', () => {
  it('refuses a body over the limit by name, in bytes', async () => {
    const enqueue = createEnqueue({ store: memoryRelayStore(), maxBodyBytes: 8 });
    await enqueue(transaction, { ...event, body: 'äää' });
    await expect(enqueue(transaction, { ...event, body: 'ääää' })).rejects.toMatchObject({
      ...{ code: 'EVENT_TOO_LARGE', details: { limit: 8 } },
    });
  });

  it('refuses optional events while too many wait, and takes all others', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const enqueue = createEnqueue({ store, platform, maxDepth: 3 });
    const optional = { optional: true };
    await enqueue(transaction, [event, event], optional);
    await enqueue(transaction, event, optional);
    const refused = enqueue(transaction, event, optional);
    await expect(refused).rejects.toMatchObject({ code: 'BACK_PRESSURE', retryAfterMs: 5000 });
    await enqueue(transaction, [event, event]);
    await enqueue(transaction, { ...event, sink: 'other' }, optional);
    expect((await store.measure('s', 9)).depth).toBe(5);
  });

  it('counts the waiting events again after its time', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const enqueue = createEnqueue({ store, platform, maxDepth: 1 });
    await enqueue(transaction, { ...event, id: 'e' }, { optional: true });
    await expect(enqueue(transaction, event, { optional: true })).rejects.toThrow('BACK_PRESSURE');
    const { held } = await store.lease({ relay: 'r', leaseMs: 1000 });
    const shards = held.map(({ shard }) => shard);
    await store.claim({ relay: 'r', sink: 's', shards, after: '', most: 1 });
    const change = { to: 'done', holdsKey: false, attempt: 'tried', dueInMs: 0 } as const;
    const epoch = held[0]?.epoch ?? 0;
    await store.settle([
      { event: { sink: 's', id: 'e', epoch, claim: '', keepsId: true }, change },
    ]);
    await platform.advance(1000);
    await enqueue(transaction, event, { optional: true });
  });

  it.each([
    ['sink', { sink: '' }],
    ['topic', { topic: '' }],
    ['key', { key: 'x'.repeat(513) }],
    ['id', { id: 'a\0b' }],
    ['id', { id: '\uD83D' }],
    ['key', { key: 'a\uDD25' }],
    ['traceparent', { traceparent: '0'.repeat(513) }],
    ['traceparent', { traceparent: 7 as never }],
    ['headers', { headers: { size: 7 as never } }],
    ['headers', { headers: { 'x-id': undefined as never } }],
    ['headers', { headers: ['a'] as never }],
    ['body', { body: undefined }],
    ['body', { body: 7n }],
    ['body', { body: circle }],
  ])('names a wrong `%s`', async (name, wrong) => {
    const enqueue = createEnqueue({ store: memoryRelayStore() });
    await expect(enqueue(transaction, { ...event, ...wrong })).rejects.toMatchObject({
      code: 'DEFECT',
      details: { remedy: expect.stringContaining(`\`${name}\``) },
    });
  });
});
