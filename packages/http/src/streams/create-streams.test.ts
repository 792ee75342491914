import { defineStream, Failure, watchStream } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createBudget, createMemoryLedgerStore } from '@holdfast/core/budget';
import { createVirtualPlatform, jsonAnswer, problemAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import {
  asked,
  choice,
  flowing,
  keys,
  prompt,
  request,
  stage,
  type Stage,
} from './stream-stage.contract.ts';

describe('a stream', () => {
  it('is begun with a key, flows, and is done', async () => {
    const { server, follow, platform, settle } = stage();
    const stream = follow();
    const kinds: string[] = [];
    stream.subscribe(() => kinds.push(stream.getSnapshot().kind));
    const outcome = stream.start();
    await settle();
    server.tell({ type: 'start', id: 's1' });
    server.write('Once ');
    await platform.advance(16);
    expect(stream.getSnapshot()).toMatchObject({ kind: 'streaming', text: 'Once ' });
    server.write('🦊.');
    server.tell({ type: 'choice', options: ['run'] }, { type: 'usage', micros: 40 });
    server.done();
    await settle();
    expect(await outcome).toEqual({
      kind: 'live',
      value: {
        ...{ id: 's1', text: 'Once 🦊.', micros: 40, reason: undefined },
        events: [{ type: 'choice', options: ['run'] }],
      },
    });
    expect(kinds).toEqual(['running', 'streaming', 'streaming', 'live']);
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        headers: {
          'idempotency-key': expect.stringMatching(/^".+"$/),
          'holdfast-subject': 'mira',
          accept: 'application/x-ndjson, application/problem+json;q=0.9',
        },
      },
    ]);
  });

  it('is left with its text kept when its runtime is disposed of', async () => {
    const { server, stream, outcome, holdfast, settle, platform, drafts } = await flowing();
    const ended = holdfast.dispose();
    await settle();
    await ended;
    expect(await outcome).toMatchObject({ kind: 'interrupted', failure: { code: 'ABORTED' } });
    expect(stream.getSnapshot()).toMatchObject({ kind: 'interrupted', text: 'Once 🦊' });
    expect(asked({ server })).toEqual(['POST /tell']);
    const later = stage({}, { platform, drafts }).follow();
    later.subscribe(() => {});
    await settle();
    expect(later.getSnapshot()).toMatchObject({ text: 'Once 🦊' });
    expect(platform.pending()).toBe(0);
  });

  it('is not begun by a runtime that was disposed of', async () => {
    const { server, follow, holdfast, settle } = stage();
    const stream = follow();
    await holdfast.dispose();
    const outcome = stream.start();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code: 'DISPOSED' } });
    expect(server.requests).toEqual([]);
  });

  it('tells its state once a frame, and its last state at once', async () => {
    const { server, stream, platform } = await flowing({ frameMs: 100 });
    await platform.advance(100);
    const texts: unknown[] = [];
    stream.subscribe(() => texts.push(stream.getSnapshot()));
    for (const piece of 'abcdef') server.write(piece);
    await platform.advance(99);
    expect(texts).toEqual([]);
    await platform.advance(1);
    server.write('!');
    server.done();
    await platform.advance(0);
    expect(texts).toMatchObject([
      { text: 'Once 🦊abcdef' },
      { kind: 'live', text: 'Once 🦊abcdef!' },
    ]);
  });

  it.each([
    ['ends without saying that it is done', ({ server }: Stage) => server.cut()],
    ['is lost', ({ server }: Stage) => server.cut(new TypeError('terminated'))],
    [
      'skips an event',
      ({ server }: Stage) => server.sendRaw('{"seq":9,"type":"usage","micros":1}\n'),
    ],
    ['cannot be read', ({ server }: Stage) => server.sendRaw('<html>\n')],
    ['is no envelope', ({ server }: Stage) => server.sendRaw('{"text":"x"}\n')],
  ])('that %s goes on after its last good event', async (_, harm) => {
    const all = await flowing();
    harm(all);
    await all.settle();
    expect(all.stream.getSnapshot()).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once 🦊', resumable: true, resuming: true },
    });
    await all.platform.advance(1_000);
    all.server.write(' ran.');
    all.server.done();
    await all.settle();
    expect(await all.outcome).toMatchObject({ kind: 'live', value: { text: 'Once 🦊 ran.' } });
    expect(asked(all)).toEqual(['POST /tell', 'GET /streams/s1?after=2']);
  });

  it('whose server stops is resumed after the restart', async () => {
    const { server, settle, platform, outcome, stream } = await flowing();
    server.tell({ type: 'interrupted', offset: 9, reason: 'server-stopping' });
    server.cut();
    await settle();
    expect(stream.getSnapshot()).toMatchObject({
      resuming: true,
      failure: { code: 'STREAM_INTERRUPTED' },
    });
    await platform.advance(1_000);
    server.done();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'live' });
  });

  it('whose generator died is over, and keeps its text', async () => {
    const { server, settle, outcome, drafts, told } = await flowing();
    server.tell({ type: 'interrupted', offset: 9, reason: 'generator-failed' });
    await settle();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once 🦊', resumable: false, notResumed: 'ended' },
      failure: { code: 'GENERATOR_FAILED' },
    });
    expect(told.at(-1)).toMatchObject({
      ...{ type: 'operation.settled', outcome: 'interrupted', notResumed: 'ended' },
      failure: { code: 'GENERATOR_FAILED' },
    });
    expect(drafts.peek('mira', 'stream:story.tell:"a fox"')?.value).toMatchObject({
      state: { kind: 'interrupted', text: 'Once 🦊', resumable: false },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('tells the server’s error by its name', async () => {
    const { server, settle, outcome } = await flowing();
    server.tell({ type: 'error', problem: { status: 402, code: 'BUDGET_EXCEEDED', number: 1420 } });
    await settle();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', resumable: false, text: 'Once 🦊' },
      failure: { code: 'BUDGET_EXCEEDED', status: 402 },
    });
  });

  it('ends when an event of the app does not fit its schema', async () => {
    const { server, settle, outcome } = await flowing();
    server.tell({ type: 'choice' });
    await settle();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', resumable: false, notResumed: 'unfit' },
      failure: { code: 'RESPONSE_INVALID', details: { issues: [{ pointer: '/options' }] } },
    });
  });

  it.each([
    ['refused', problemAnswer(new Failure(catalogue.FORBIDDEN)), 'FORBIDDEN'],
    [
      'answered with a page',
      { ...jsonAnswer(''), headers: { 'content-type': 'text/html' } },
      'CAPTIVE_PORTAL',
    ],
    ['answered with something else', jsonAnswer({}), 'CONTENT_UNEXPECTED'],
    ['lost', new Failure(catalogue.NETWORK_FAILED), 'NETWORK_FAILED'],
  ])('whose beginning is %s has failed', async (_, answer, code) => {
    const { server, follow, settle, told } = stage();
    server.refuseNext(answer);
    const stream = follow();
    const outcome = stream.start();
    await settle();
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code } });
    const failed = { kind: 'failed', failure: { code }, notResumed: 'not-retryable' };
    expect(stream.getSnapshot()).toMatchObject(failed);
    expect(told.at(-1)).toMatchObject({ outcome: 'failed', notResumed: 'not-retryable' });
  });

  it('that may have been begun is begun again under the same key', async () => {
    const { server, follow, settle } = stage();
    server.refuseNext(new Failure(catalogue.NETWORK_FAILED));
    await follow().start();
    void follow().start();
    await settle();
    const [first, second] = keys({ server });
    expect(second).toBe(first);
  });

  it('that was certainly not begun is begun under another key', async () => {
    const { server, follow, settle } = stage();
    server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    await follow().start();
    void follow().start();
    await settle();
    const [first, second] = keys({ server });
    expect(second).not.toBe(first);
  });

  it('whose address the server did not tell is requested again under the same key', async () => {
    const all = stage();
    const stream = all.follow();
    const { open } = all.server;
    all.server.open = async (given) => {
      const answer = await open(given);
      return { ...answer, headers: { 'content-type': 'application/x-ndjson' } };
    };
    const outcome = stream.start();
    await all.settle();
    all.server.write('Once');
    all.server.cut();
    await all.platform.advance(1_000);
    all.server.done();
    await all.settle();
    expect(await outcome).toMatchObject({ kind: 'live', value: { text: 'Once' } });
    expect(asked(all)).toEqual(['POST /tell', 'POST /tell']);
    const [first, second] = keys(all);
    expect(second).toBe(first);
  });

  it('needs a valid input', async () => {
    const { holdfast, server } = stage();
    const strict = defineStream('strict', {
      input: choice,
      request: () => ({ path: 'x' }),
    });
    expect(await holdfast.run(strict, { type: 'choice' } as never)).toMatchObject({
      ...{ kind: 'failed', failure: { code: 'INPUT_INVALID' } },
    });
    expect(server.requests).toEqual([]);
  });
});

describe('a stream with a cost', () => {
  const priced = defineStream('story.tell', { input: prompt, request, cost: () => 60 });
  const paying = () => {
    const platform = createVirtualPlatform();
    const budget = createBudget({
      owner: 'mira',
      limitMicros: 100,
      store: createMemoryLedgerStore(),
      platform,
    });
    const all = stage({ budget });
    const outcome = all.holdfast.run(priced, 'a fox');
    return { ...all, budget, outcome };
  };

  it('is reserved before the request, and charged with the server’s figure', async () => {
    const { server, settle, outcome, budget } = paying();
    await settle();
    expect(budget.getSnapshot()).toMatchObject({ reservedMicros: 60 });
    server.tell(
      { type: 'start', id: 's1' },
      { type: 'usage', micros: 10 },
      { type: 'usage', micros: 25 },
    );
    server.done();
    await settle();
    expect(await outcome).toMatchObject({
      kind: 'live',
      receipt: { state: 'spent', spentMicros: 25 },
    });
    expect(budget.getSnapshot()).toMatchObject({ spentMicros: 25, reservedMicros: 0 });
  });

  it('is not requested when it does not fit', async () => {
    const { holdfast, server, settle } = paying();
    await settle();
    expect(await holdfast.run(priced, 'an owl')).toMatchObject({
      ...{ kind: 'failed', failure: { code: 'BUDGET_EXCEEDED' } },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is given back when the server refused the stream', async () => {
    const all = stage({
      budget: createBudget({ owner: 'mira', limitMicros: 100, store: createMemoryLedgerStore() }),
    });
    all.server.refuseNext(problemAnswer(new Failure(catalogue.FORBIDDEN)));
    const outcome = all.holdfast.run(priced, 'a fox');
    await all.settle();
    expect(await outcome).toMatchObject({ receipt: { state: 'returned' } });
  });

  it('is held while its cost is unknown, and charged when the server tells it', async () => {
    const { server, settle, outcome, budget, holdfast } = paying();
    await settle();
    server.write('Once');
    await settle();
    watchStream(holdfast, priced, 'a fox').abort();
    expect(await outcome).toMatchObject({ kind: 'interrupted', receipt: { state: 'held' } });
    const again = watchStream(holdfast, priced, 'a fox').resume();
    server.tell(
      { type: 'usage', micros: 30 },
      { type: 'interrupted', offset: 4, reason: 'generator-failed' },
    );
    await settle();
    expect(await again).toMatchObject({
      kind: 'interrupted',
      receipt: { state: 'spent', spentMicros: 30 },
    });
    expect(budget.getSnapshot()).toMatchObject({ spentMicros: 30, reservedMicros: 0 });
  });

  it('is resumed also when the budget is empty meanwhile', async () => {
    const { server, settle, outcome, budget, holdfast } = paying();
    await settle();
    server.write('Once');
    await settle();
    watchStream(holdfast, priced, 'a fox').abort();
    await outcome;
    await budget.set(0);
    const again = watchStream(holdfast, priced, 'a fox').resume();
    server.done();
    await settle();
    expect(await again).toMatchObject({ kind: 'live', value: { text: 'Once' } });
  });
});
