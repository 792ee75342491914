import {
  createCell,
  createHoldfast,
  defineStream,
  Failure,
  type HoldfastOptions,
} from '@holdfast/core';
import { createBudget, createMemoryLedgerStore } from '@holdfast/core/budget';
import { catalogue } from '@holdfast/core/failures';
import {
  payForRuns,
  type Bill,
  type BudgetPort,
  type OpaqueStream,
  type Run,
  type Runtime,
} from '@holdfast/core/parts';
import { fixedBackoff } from '@holdfast/core/policies';
import {
  createVirtualPlatform,
  jsonAnswer,
  problemAnswer,
  scriptedStream,
} from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ndjson } from './ndjson.ts';
import { cancelStream, runStream } from './run-stream.ts';
import { createStreamReader } from './stream-reader.ts';
import { choice, prompt, request } from './stream-stage.contract.ts';

const tell = defineStream('tell', { input: prompt, event: choice, request, cost: () => 60 });
const run: Run = { key: 'k1', incidentId: 'i1', requestId: 'r1', owner: 'mira' };

/** A runtime, its server, and a reader that runs the stream once more with each call. */
function running(options: Partial<HoldfastOptions> = {}) {
  const server = scriptedStream();
  const platform = createVirtualPlatform();
  let given: Runtime | undefined;
  createHoldfast({
    ...{ transport: server, platform, ...options },
    streams(own) {
      given = own;
      return { open: () => expect.fail('not here'), run: () => expect.fail('not here') };
    },
  });
  const runtime = given as unknown as Runtime;
  const rules = { formats: [ndjson], backoff: fixedBackoff(1_000), platform, wake: () => () => {} };
  const reader = createStreamReader(rules);
  const operation = tell as unknown as OpaqueStream;
  const common = { runtime, operation, accept: ndjson.mediaType, run };
  return {
    ...{ server, platform, reader },
    begin: (input: unknown = 'a fox') => runStream(reader, 'begin', { ...common, input }),
    resume: () => runStream(reader, 'resume', { ...common, input: 'a fox' }),
    cancel: () => cancelStream(runtime, operation, '/streams/s1', run),
  };
}

function paying(limitMicros = 100) {
  const budget = createBudget({ owner: 'mira', limitMicros, store: createMemoryLedgerStore() });
  const identity = createCell({ subject: 'mira' });
  const receipt = () => budget.receipts.getSnapshot().at(-1);
  return { ...running({ budget, identity }), budget, receipt };
}

describe('a stream asks its server', () => {
  it('to begin, with the request of its operation, in the formats that the tab can read', async () => {
    const { server, platform, begin, reader } = running();
    const done = begin();
    await platform.advance(0);
    server.done();
    await done;
    expect(reader.latest()).toMatchObject({ kind: 'live' });
    expect(reader.location()).toBe('http://localhost/streams/s1');
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
  });

  it('for the rest, at the address that the server told', async () => {
    const { server, platform, begin } = running();
    const done = begin();
    await platform.advance(0);
    server.tell({ type: 'start', id: 's1' });
    server.cut();
    await platform.advance(1_000);
    server.done();
    await done;
    expect(server.requests[1]).toMatchObject({
      ...{ method: 'GET', url: 'http://localhost/streams/s1?after=1', body: null },
    });
  });

  it('to cancel it, and counts a stream that is gone as cancelled', async () => {
    const { server, cancel } = running();
    await cancel();
    server.refuseNext(jsonAnswer({}, 404));
    await cancel();
    server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    await expect(cancel()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(server.requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE', 'DELETE']);
  });

  it('for no stream when its input is wrong', async () => {
    const { server, begin, reader } = running();
    await begin(7);
    expect(reader.latest()).toMatchObject({
      ...{ kind: 'failed', failure: { code: 'INPUT_INVALID', incidentId: 'i1' } },
    });
    expect(server.requests).toEqual([]);
  });

  it('names an event that does not fit its schema', async () => {
    const { server, platform, begin, reader } = running();
    const done = begin();
    await platform.advance(0);
    server.tell({ type: 'choice' });
    await done;
    expect(reader.latest()).toMatchObject({
      failure: { code: 'RESPONSE_INVALID', incidentId: 'i1' },
    });
  });
});

describe('a stream that costs something', () => {
  it('is paid for while it is read, and has a receipt', async () => {
    const { server, platform, begin, receipt } = paying();
    const done = begin();
    await platform.advance(0);
    server.tell({ type: 'usage', micros: 25 });
    server.done();
    await done;
    expect(receipt()).toMatchObject({ key: 'k1', state: 'spent', spentMicros: 25 });
  });

  it('stays reserved when its server may have begun it', async () => {
    const { server, begin, receipt } = paying();
    server.refuseNext(new TypeError('lost'));
    await begin();
    expect(receipt()).toMatchObject({ state: 'held' });
  });

  it('has a known cost after a continuation that failed, because asking for the rest costs nothing', async () => {
    const notes: string[] = [];
    const bill: Bill = {
      charge: (micros) => void notes.push(`charge ${micros}`),
      doubt: () => void notes.push('doubt'),
    };
    const port: BudgetPort = {
      receipts: createCell([]),
      pay: (_, work) => work(bill),
      payQueued: (_, __, add) => add(),
    };
    const { server, platform, begin } = running({ budget: { ...port, ...payForRuns(port) } });
    const done = begin();
    await platform.advance(0);
    server.tell({ type: 'usage', micros: 25 });
    server.refuseNext(new Failure(catalogue.NETWORK_FAILED));
    server.cut();
    await platform.advance(2_000);
    server.done();
    await done;
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    expect(notes).toEqual(['charge 25']);
  });

  it('is given back when its server refused to begin it', async () => {
    const { server, begin, receipt } = paying();
    server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    await begin();
    expect(receipt()).toMatchObject({ state: 'returned' });
  });

  it('is not begun when its cost does not fit, but is resumed even then', async () => {
    const { server, platform, begin, resume, reader } = paying(10);
    await begin();
    expect(reader.latest()).toMatchObject({ failure: { code: 'BUDGET_EXCEEDED' } });
    expect(server.requests).toEqual([]);
    const text = { since: 0, id: 's1', seq: 0, offset: 0, text: '', events: ['a'] };
    const rest = { micros: undefined, faultAt: undefined, resumable: true, resuming: false };
    const failure = new Failure(catalogue.STREAM_INTERRUPTED);
    reader.show({ kind: 'interrupted', ...text, ...rest, failure }, '/streams/s1');
    const done = resume();
    await platform.advance(0);
    server.done();
    await done;
    expect(reader.latest()).toMatchObject({ kind: 'live' });
    expect(server.requests).toMatchObject([{ method: 'GET', url: '/streams/s1?after=0' }]);
  });

  it('fails with the failure of its server, also when it is resumed', async () => {
    const { server, platform, begin, resume, reader } = paying();
    const done = begin();
    await platform.advance(0);
    server.write('Once');
    server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    server.cut();
    await platform.advance(1_000);
    await done;
    server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    await resume();
    expect(reader.latest()).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once', failure: { code: 'FORBIDDEN' } },
    });
  });
});
