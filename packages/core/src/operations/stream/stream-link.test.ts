import { createWorld, jsonAnswer, problemAnswer, scriptedStream } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../budget/create-budget.ts';
import type { Ledger } from '../../budget/ledger-state.ts';
import { memoryLedgerStore } from '../../budget/memory-ledger-store.ts';
import { Failure } from '../../failures/failure.ts';
import { BUDGET_EXCEEDED } from '../../failures/kinds/budget.ts';
import { FORBIDDEN } from '../../failures/kinds/identity.ts';
import { createCell } from '../../observable/cell.ts';
import { defineStream } from './define-stream.ts';
import type { OpaqueStream } from '../operation.ts';
import type { Bill } from '../../ports/budget-port.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import type { HoldfastOptions, Runtime } from '../../runtime/holdfast-options.ts';
import type { Run } from '../../runtime/run.ts';
import { streamLink } from './stream-link.ts';

const told: StandardSchema<unknown, string> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'string' ? { value } : { issues: [{ message: 'no text', path: [] }] },
  },
};
const tell = defineStream('tell', {
  input: told as StandardSchema<string, string>,
  event: told,
  request: (about) => ({ method: 'POST', path: 'tell', json: { about } }),
  cost: () => 60,
}) as unknown as OpaqueStream;
const run: Run = { key: 'k1', incidentId: 'i1', requestId: 'r1', subject: 'mira' };

const unused = (): never => expect.fail('this test opens no stream');

/** The link of a runtime, its server, and a bill that is written down. */
function linked(options: Partial<HoldfastOptions> = {}) {
  const server = scriptedStream();
  let runtime: Runtime | undefined;
  createWorld({
    transport: server,
    ...options,
    streams(given) {
      runtime = given;
      return { open: unused, run: unused };
    },
  });
  const notes: string[] = [];
  const bill: Bill = {
    charge: (micros) => void notes.push(`charge ${micros}`),
    doubt: () => void notes.push('doubt'),
  };
  if (!runtime) throw new Error('The runtime was not handed over.');
  return { link: streamLink(runtime), server, bill, notes };
}

describe('what a stream asks of its runtime', () => {
  it('is begun by the request of its operation, in the formats that can be read', async () => {
    const { link, server, bill, notes } = linked();
    const requests = await link.prepare(tell, 'a fox', run);
    const answer = await requests.begin('application/x-ndjson', bill);
    expect(answer).toMatchObject({ status: 200, headers: { location: '/streams/s1' } });
    expect(server.requests).toMatchObject([
      {
        ...{ method: 'POST', url: '/tell', body: '{"about":"a fox"}' },
        headers: {
          accept: 'application/x-ndjson, application/problem+json;q=0.9',
          'content-type': 'application/json',
          'idempotency-key': '"k1"',
          'holdfast-subject': 'mira',
        },
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('tells the bill when nobody knows whether it was begun', async () => {
    const { link, server, bill, notes } = linked();
    const requests = await link.prepare(tell, 'a fox', run);
    server.cut();
    server.refuseNext(new TypeError('lost'), problemAnswer(new Failure(FORBIDDEN)));
    await expect(requests.begin('x', bill)).rejects.toMatchObject({ effect: 'unknown' });
    await expect(requests.begin('x', bill)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(notes).toEqual(['doubt']);
  });

  it('is read on from its address, and nobody doubts anything by that', async () => {
    const { link, server } = linked();
    const requests = await link.prepare(tell, 'a fox', run);
    await requests.read('/streams/s1?after=2', 'application/x-ndjson');
    expect(server.requests).toMatchObject([
      { method: 'GET', url: '/streams/s1?after=2', body: null },
    ]);
  });

  it('is cancelled, also when it is gone already', async () => {
    const { link, server } = linked();
    const requests = await link.prepare(tell, 'a fox', run);
    await requests.cancel('/streams/s1');
    server.refuseNext(jsonAnswer({}, 404));
    await requests.cancel('/streams/s1');
    server.refuseNext(problemAnswer(new Failure(FORBIDDEN)));
    await expect(requests.cancel('/streams/s1')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(server.requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE', 'DELETE']);
  });

  it('needs the right input, and the right events', async () => {
    const { link } = linked();
    await expect(link.prepare(tell, 7, run)).rejects.toMatchObject({
      ...{ code: 'INPUT_INVALID', incidentId: 'i1' },
    });
    const { check } = await link.prepare(tell, 'a fox', run);
    expect(await check('fine')).toBe('fine');
    await expect(check(7)).rejects.toMatchObject({ code: 'RESPONSE_INVALID', incidentId: 'i1' });
  });

  it.each<[string, unknown, object]>([
    ['its code and status', { status: 402, code: 'BUDGET_EXCEEDED' }, { code: 'BUDGET_EXCEEDED' }],
    ['its status', { status: 503, retryAfterMs: 900 }, { code: 'UNAVAILABLE', retryAfterMs: 900 }],
    ['nothing', 'sorry', { code: 'SERVER_ERROR', status: 500 }],
    [
      'no echo of what was written',
      { status: 422, errors: [{ detail: 'secret', pointer: '' }] },
      { code: 'REQUEST_INVALID', details: {} },
    ],
  ])('names a problem by %s', async (_, problem, failure) => {
    const { link } = linked();
    const { toFailure } = await link.prepare(tell, 'a fox', run);
    expect(toFailure(problem)).toMatchObject({ ...failure, incidentId: 'i1' });
  });
});

const paying = () => {
  const store = memoryLedgerStore<Ledger>();
  const budget = createBudget({ owner: 'mira', limitMicros: 100, store });
  const identity = createCell({ subject: 'mira' });
  return { ...linked({ budget, identity }), budget };
};
const refuse = () => Promise.reject(new Failure(FORBIDDEN));

describe('a stream that costs something', () => {
  it('is paid for while it is read, and has a receipt', async () => {
    const { link } = paying();
    const { pay } = await link.prepare(tell, 'a fox', run);
    await pay(false, async (bill) => bill.charge(25));
    expect(link.receipt('k1')).toMatchObject({ state: 'spent', spentMicros: 25 });
    expect(link.receipt('k2')).toBeUndefined();
  });

  it('is not begun when it does not fit, but gone on with', async () => {
    const { link, budget } = paying();
    await budget.set(10);
    const { pay } = await link.prepare(tell, 'a fox', run);
    await expect(pay(false, async () => 'begun')).rejects.toMatchObject({
      ...{ code: BUDGET_EXCEEDED.code },
    });
    expect(await pay(true, async () => 'gone on')).toBe('gone on');
  });

  it('fails with the failure of the work', async () => {
    const { link } = paying();
    const { pay } = await link.prepare(tell, 'a fox', run);
    await expect(pay(true, refuse)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has no receipt where nobody keeps accounts', () => {
    expect(linked().link.receipt('k1')).toBeUndefined();
  });
});
