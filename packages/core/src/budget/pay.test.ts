import { createVirtualPlatform, memoryOutbox, scriptedTransport } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { createBudget } from './create-budget.ts';
import type { Ledger } from './ledger-state.ts';
import { createMemoryLedgerStore } from './memory-ledger-store.ts';
import { settleReceipts } from './settle-receipts.ts';
import type { Answer } from '../exchange/transport.ts';
import { Failure } from '../failures/failure.ts';
import { REQUEST_INVALID } from '../failures/kinds/contract.ts';
import { PAYMENT_REQUIRED } from '../failures/kinds/http.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { createCell } from '../observable/cell.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { fixedBackoff } from '../policies/retry/backoff.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { retry } from '../policies/retry/retry.ts';
import { createHoldfast } from '../runtime/create-holdfast.ts';
import type { StandardSchema } from '../schema/standard-schema.ts';

function oddOrApplied(id: string) {
  if (id === 'odd') throw new Error('odd');
  return createCell({ kind: 'applied', value: 1 });
}
const request = () => ({ method: 'POST', path: 'portraits', json: {} }) as const;
const output: StandardSchema<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) },
};
const paint = defineWrite('portrait.paint', { request, output, cost: () => 60 });
const ask = defineRead('oracle.ask', { request, cost: () => 60, fallback: () => 'perhaps' });
const queued = defineWrite('portrait.queue', { request, cost: () => 60, offline: 'queue' });

const answered = (status: number, headers: Record<string, string> = {}, body = {}): Answer => ({
  status,
  headers: {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    ...headers,
  },
  body: new TextEncoder().encode(JSON.stringify(body)),
  url: '',
  redirected: false,
});
type Step = Answer | 'lost' | 'refused';

function paying(...script: Step[]) {
  const platform = createVirtualPlatform();
  const identity = createCell<{ subject: string } | null>({ subject: 'ann' });
  const budget = createBudget({
    ...{ owner: 'ann', limitMicros: 100, store: createMemoryLedgerStore<Ledger>(), platform },
    reservationMs: 1_000,
  });
  const transport = scriptedTransport();
  transport.answerWith(() => {
    const step = script.shift() ?? 'lost';
    if (step === 'lost') throw new Failure(NETWORK_FAILED);
    if (step === 'refused') throw new Failure(NETWORK_FAILED, { effect: 'none' });
    return step;
  });
  const again = pipeline({ platform }, retry({ maxAttempts: 2, backoff: fixedBackoff(1) }));
  const outbox = memoryOutbox({ identity, platform });
  const ports = { transport, platform, identity, budget, outbox, liveWithinMs: 50 };
  const holdfast = createHoldfast({ ...ports, writes: again, reads: again });
  /** Lets all back-offs pass. */
  const settle = async <T>(outcome: Promise<T>): Promise<T> => {
    await platform.advance(100);
    return outcome;
  };
  return { platform, identity, budget, transport, outbox, holdfast, settle };
}

describe('an operation with a cost', () => {
  it('is charged with the server’s figure, and its outcome has the receipt', async () => {
    const { holdfast, budget, settle } = paying(answered(200, { 'holdfast-cost': '25' }));
    const outcome = await settle(holdfast.run(paint, undefined, { key: 'k1' }));
    expect(outcome).toEqual({
      kind: 'live',
      value: {},
      receipt: {
        ...{ key: 'k1', owner: 'ann', operation: 'portrait.paint', state: 'spent' },
        ...{ reservedMicros: 60, spentMicros: 25, returnedMicros: 35 },
        expiresAt: expect.any(Number),
      },
    });
    expect(budget.receipts.getSnapshot()).toEqual([outcome.receipt]);
  });

  it('is charged with the reserved sum when the server tells no valid figure', async () => {
    for (const headers of [{}, { 'holdfast-cost': '1.5' }]) {
      const { holdfast, budget, settle } = paying(answered(200, headers));
      await settle(holdfast.run(paint));
      expect(budget.getSnapshot()).toMatchObject({ spentMicros: 60, reservedMicros: 0 });
    }
  });

  it('is reserved while it is under way, and refused before any request when it does not fit', async () => {
    const { holdfast, budget, transport, platform } = paying(answered(200));
    let answer!: (given: Answer) => void;
    transport.answerWith(() => new Promise((resolve) => (answer = resolve)));
    const first = holdfast.run(paint);
    await platform.advance(0);
    expect(budget.getSnapshot()).toMatchObject({ reservedMicros: 60 });
    expect(await holdfast.run(paint)).toMatchObject({
      kind: 'failed',
      failure: { code: 'BUDGET_EXCEEDED', effect: 'none' },
    });
    expect(transport.requests).toHaveLength(1);
    answer(answered(200));
    expect(await first).toMatchObject({ kind: 'live', receipt: { state: 'spent' } });
  });

  it('shares one reservation between its attempts', async () => {
    const { holdfast, budget, settle, transport } = paying('lost', answered(200));
    expect(await settle(holdfast.run(paint))).toMatchObject({ kind: 'live' });
    expect(transport.requests).toHaveLength(2);
    expect(budget.getSnapshot()).toMatchObject({ spentMicros: 60, reservedMicros: 0 });
  });

  it('is not charged again for the same key', async () => {
    const { holdfast, budget, settle } = paying(answered(200), answered(200));
    await settle(holdfast.run(paint, undefined, { key: 'k1' }));
    expect(await settle(holdfast.run(paint, undefined, { key: 'k1' }))).toMatchObject({
      kind: 'live',
    });
    expect(budget.getSnapshot()).toMatchObject({ spentMicros: 60 });
  });

  it.each<[string, Step[], string]>([
    ['gives back what was certainly not sent', ['refused', 'refused'], 'returned'],
    ['gives back what the server refused', [answered(422)], 'returned'],
    ['holds what may have been sent', ['lost', 'lost'], 'held'],
    ['holds what may have been sent before it was refused', ['lost', answered(422)], 'held'],
    [
      'charges what the server did though its answer is broken',
      [{ ...answered(200), body: new Uint8Array([1]) }],
      'spent',
    ],
    [
      'charges what the server says it cost to fail',
      [answered(422, { 'holdfast-cost': '5' })],
      'spent',
    ],
  ])('%s', async (_title, script, state) => {
    const { holdfast, settle } = paying(...script);
    expect(await settle(holdfast.run(paint))).toMatchObject({ kind: 'failed', receipt: { state } });
  });

  it('is held no longer than a reservation lasts', async () => {
    const { holdfast, budget, settle, platform } = paying('lost', 'lost');
    await settle(holdfast.run(paint));
    await platform.advance(1_000);
    await budget.refresh();
    expect(budget.getSnapshot()).toMatchObject({ availableMicros: 100 });
  });

  it('believes a 402: the same operation is refused here next time, and a cheaper one is still tried', async () => {
    const { holdfast, budget, settle, transport } = paying(answered(402), answered(200));
    expect(await settle(holdfast.run(paint))).toMatchObject({
      failure: { code: 'PAYMENT_REQUIRED' },
      receipt: { state: 'returned' },
    });
    expect(budget.getSnapshot()).toMatchObject({ availableMicros: 59 });
    expect(await settle(holdfast.run(paint))).toMatchObject({
      failure: { code: 'BUDGET_EXCEEDED' },
    });
    expect(transport.requests).toHaveLength(1);
    const sketch = defineWrite('portrait.sketch', { request, cost: () => 20 });
    expect(await settle(holdfast.run(sketch))).toMatchObject({ kind: 'live' });
  });

  it('can be a read: it is sent with a key, and gives a kept answer when its cost does not fit', async () => {
    const { holdfast, budget, settle, transport } = paying(answered(200));
    await settle(holdfast.run(ask));
    expect(transport.requests[0]?.headers['idempotency-key']).toBe(
      `"${budget.receipts.getSnapshot()[0]?.key}"`,
    );
    expect(await holdfast.run(ask)).toMatchObject({
      kind: 'fallback',
      value: 'perhaps',
      failure: { code: 'BUDGET_EXCEEDED' },
    });
  });

  it('is never paid from the budget of another user', async () => {
    const { holdfast, identity, transport } = paying(answered(200));
    for (const nextIdentity of [{ subject: 'bob' }, null]) {
      identity.set(nextIdentity);
      expect(await holdfast.run(paint)).toMatchObject({ failure: { code: 'BUDGET_UNKNOWN' } });
    }
    expect(transport.requests).toHaveLength(0);
  });

  it('is not sent when the ledger cannot be read', async () => {
    const { platform, transport, identity } = paying();
    const budget = createBudget({
      ...{ owner: 'ann', limitMicros: 100, platform },
      store: { update: () => Promise.reject(new Error('blocked')) },
    });
    const holdfast = createHoldfast({ transport, platform, identity, budget });
    expect(await holdfast.run(paint)).toMatchObject({ failure: { code: 'BUDGET_UNKNOWN' } });
    expect(transport.requests).toHaveLength(0);
  });

  it('succeeds although the ledger cannot be written', async () => {
    const { platform, transport, identity } = paying();
    transport.answerWith(() => answered(200));
    const store = createMemoryLedgerStore<Ledger>();
    let updates = 0;
    const budget = createBudget({
      ...{ owner: 'ann', limitMicros: 100, platform },
      store: {
        update: (owner, change) =>
          (updates += 1) > 1 ? Promise.reject(new Error('full')) : store.update(owner, change),
      },
    });
    const holdfast = createHoldfast({ transport, platform, identity, budget });
    expect(await holdfast.run(paint)).toMatchObject({ kind: 'live', receipt: { state: 'held' } });
  });

  it.each([-1, 0.5, Number.NaN])('whose cost is %d is a defect, and not sent', async (cost) => {
    const { holdfast, transport } = paying();
    const odd = defineWrite('odd', { request, cost: () => cost });
    expect(await holdfast.run(odd)).toMatchObject({ failure: { code: 'DEFECT', effect: 'none' } });
    expect(transport.requests).toHaveLength(0);
  });

  it('reserves nothing when its cost is 0, or when the runtime has no budget', async () => {
    const { holdfast, budget, transport, platform } = paying(answered(200), answered(200));
    const free = defineWrite('free', { request, cost: () => 0 });
    expect(await holdfast.run(free)).toEqual({ kind: 'live', value: {} });
    expect(budget.receipts.getSnapshot()).toEqual([]);
    expect(await createHoldfast({ transport, platform }).run(paint)).toEqual({
      kind: 'live',
      value: {},
    });
  });
});

const enqueue = (world: ReturnType<typeof paying>) =>
  world.settle(world.holdfast.run(queued, undefined, { key: 'k1' }));

describe('a queued write with a cost', () => {
  it('is reserved before it is queued, for as long as it may wait', async () => {
    const world = paying();
    expect(await enqueue(world)).toMatchObject({ kind: 'queued', receipt: { state: 'held' } });
    expect(await world.holdfast.run(queued)).toMatchObject({
      failure: { code: 'BUDGET_EXCEEDED' },
    });
    expect(world.outbox.entries.getSnapshot()).toHaveLength(1);
    await world.platform.advance(6 * 86_400_000);
    await world.budget.refresh();
    expect(world.budget.getSnapshot()).toMatchObject({ reservedMicros: 60 });
  });

  it('is given back when it could not be kept', async () => {
    const world = paying();
    world.outbox.failAdding(new Failure(REQUEST_INVALID));
    expect(await enqueue(world)).toMatchObject({ kind: 'failed', receipt: { state: 'returned' } });
  });

  it.each<[string, (outbox: ReturnType<typeof paying>['outbox']) => unknown, object]>([
    [
      'is charged when it was applied',
      (outbox) => outbox.apply('k1'),
      { state: 'spent', spentMicros: 60 },
    ],
    ['is given back when it is cancelled', (outbox) => outbox.cancel('k1'), { state: 'returned' }],
    [
      'is given back when it was refused',
      (outbox) => outbox.set('k1', { kind: 'dead', failure: new Failure(PAYMENT_REQUIRED) }),
      { state: 'returned' },
    ],
    [
      'is held when it died of something else',
      (outbox) => outbox.set('k1', { kind: 'dead', failure: new Failure(NETWORK_FAILED) }),
      { state: 'held' },
    ],
  ])('%s', async (_title, act, receipt) => {
    const world = paying();
    await enqueue(world);
    await act(world.outbox);
    await world.platform.advance(0);
    expect(world.budget.receipts.getSnapshot()).toMatchObject([receipt]);
  });

  it('lowers the budget when the server answers 402', async () => {
    const world = paying();
    await enqueue(world);
    world.outbox.set('k1', { kind: 'dead', failure: new Failure(PAYMENT_REQUIRED) });
    await world.platform.advance(0);
    expect(world.budget.getSnapshot()).toMatchObject({ availableMicros: 59 });
  });

  it('is settled by the next page even when the outbox throws for another one', async () => {
    vi.stubGlobal('reportError', () => {});
    const { budget, platform } = paying(answered(200));
    await budget.reserve('odd', 10);
    await budget.reserve('k1', 30);
    settleReceipts(budget, { follow: oddOrApplied } as never);
    await platform.advance(0);
    vi.unstubAllGlobals();
    expect(budget.receipts.getSnapshot()).toMatchObject([
      { key: 'odd', state: 'held' },
      { key: 'k1', state: 'spent' },
    ]);
  });

  it('is settled by the next page when its own page closed before the answer', async () => {
    const world = paying(answered(200));
    const { budget, outbox, platform } = world;
    await budget.reserve('k1', 30);
    await budget.reserve('direct', 30);
    const entry = { id: 'k1', owner: 'ann', lane: 'l', operation: 'o', version: 1 };
    await outbox.add({
      ...entry,
      request: { method: 'POST', url: '/', headers: {}, body: null },
      ...{ expectation: { accept: 'json' }, invalidates: [], honoursKey: true },
      ...{ incidentId: 'i', input: undefined },
    });
    settleReceipts(budget, outbox);
    outbox.apply('k1');
    await platform.advance(0);
    expect(budget.receipts.getSnapshot()).toMatchObject([
      { key: 'direct', state: 'held' },
      { key: 'k1', state: 'spent' },
    ]);
  });
});
