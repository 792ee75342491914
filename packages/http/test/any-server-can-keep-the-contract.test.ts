import { readFileSync } from 'node:fs';
import {
  createCell,
  createHoldfast,
  defineStream,
  defineWrite,
  fetchTransport,
  watchStream,
} from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createBudget, createMemoryLedgerStore } from '@holdfast/core/budget';
import { fixedBackoff, pipeline, retry } from '@holdfast/core/policies';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { serveLoopback } from '@holdfast/testing/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { problem, strangersServer } from './strangers-server.ts';

const addNote = defineWrite('note.add', {
  input: z.object({ id: z.string(), text: z.string() }),
  output: z.object({ notes: z.number() }),
  request: (json) => ({ method: 'POST', path: 'notes', json }),
  cost: () => 1000,
});
const dropNote = defineWrite('note.drop', {
  goneIsDone: true,
  request: () => ({ method: 'DELETE', path: 'notes/7' }),
});
const tellStory = defineStream('story.tell', {
  request: () => ({ method: 'POST', path: 'stories' }),
});
const note = { id: 'n', text: 'She hums.' };

async function setUp(subject = 'mara') {
  const server = strangersServer();
  const loopback = await serveLoopback(server.handle);
  onTestFinished(() => loopback.close());
  const budget = createBudget({
    owner: subject,
    limitMicros: 9000,
    store: createMemoryLedgerStore(),
  });
  const holdfast = createHoldfast({
    transport: fetchTransport(),
    baseUrl: loopback.url,
    identity: createCell({ subject }),
    writes: pipeline(retry({ backoff: fixedBackoff(1), maxAttempts: 4 })),
    streams: createStreams({ formats: [ndjson], backoff: fixedBackoff(1) }),
    budget,
  });
  return { server, holdfast, budget };
}

describe('with a server that another developer wrote by the page alone', () => {
  it('a write whose answer is lost takes effect once, and costs once', async () => {
    const { server, holdfast, budget } = await setUp();
    server.lose(2);
    expect(await holdfast.run(addNote, note)).toMatchObject({ kind: 'live', value: { notes: 1 } });
    expect(server.notes()).toEqual(['She hums.']);
    expect(budget.receipts.getSnapshot()).toMatchObject([{ state: 'spent', spentMicros: 700 }]);
  });

  it('a write that is sent again while the server works on it waits for the answer', async () => {
    const { server, holdfast } = await setUp();
    const gate = Promise.withResolvers<undefined>();
    server.holdUntil(gate.promise);
    const first = holdfast.run(addNote, note, { key: 'k' });
    const second = holdfast.run(addNote, note, { key: 'k' });
    await expect.poll(() => server.refusedAsRunning(), { interval: 1 }).toBeGreaterThan(0);
    gate.resolve(undefined);
    expect(await Promise.all([first, second])).toMatchObject([{ kind: 'live' }, { kind: 'live' }]);
    expect(server.notes()).toHaveLength(1);
  });

  it('a refusal stays the answer under its key, and trouble that passes is tried again', async () => {
    const { server, holdfast } = await setUp();
    const refused = { kind: 'failed', failure: { code: 'REQUEST_INVALID' } };
    const issues = [{ pointer: '/text', message: 'Must not be empty.' }];
    const empty = { ...note, text: '' };
    expect(await holdfast.run(addNote, empty, { key: 'k' })).toMatchObject({
      ...refused,
      failure: { details: { issues } },
    });
    expect(await holdfast.run(addNote, note, { key: 'k' })).toMatchObject({
      failure: { code: 'IDEMPOTENCY_KEY_REUSED', retry: 'never' },
    });
    server.refuse(
      { status: 429, headers: { 'retry-after-ms': '1' } },
      problem(503, 'UNAVAILABLE', { retryAfterMs: 1 }),
    );
    expect(await holdfast.run(addNote, note)).toMatchObject({ kind: 'live' });
  });

  it('no user writes in the name of another', async () => {
    const { server, holdfast } = await setUp('noor');
    expect(await holdfast.run(addNote, note)).toMatchObject({
      failure: { code: 'SUBJECT_MISMATCH', effect: 'none' },
    });
    expect(server.notes()).toEqual([]);
  });

  it('a delete of a thing that is gone counts as done', async () => {
    const { holdfast } = await setUp();
    expect(await holdfast.run(dropNote)).toMatchObject({ kind: 'live' });
  });

  it('a stream that breaks off is read to its end, and generated once', async () => {
    const { server, holdfast } = await setUp();
    server.lose(2);
    expect(await holdfast.run(tellStory)).toMatchObject({
      kind: 'live',
      value: { id: 's1', text: 'Žofie ran.', micros: 900 },
    });
    expect(server.generated()).toBe(1);
  });

  it('a stream that is cancelled is stopped on the server', async () => {
    const { server, holdfast } = await setUp();
    server.keepTelling();
    const stream = watchStream(holdfast, tellStory);
    const told = stream.start();
    for await (const { type } of stream) if (type === 'delta') break;
    await stream.cancel();
    expect(await told).toMatchObject({
      ...{ kind: 'interrupted', text: 'Žofie ', resumable: false },
      failure: { code: 'ABORTED' },
    });
  });
});

describe('the page', () => {
  const page = readFileSync('docs/contract.md', 'utf8');

  it('names every header that a client of Holdfast sends', async () => {
    const sent: string[] = [];
    const loopback = await serveLoopback(({ headers }, response) => {
      sent.push(...Object.keys(headers));
      response.writeHead(204).end();
    });
    onTestFinished(() => loopback.close());
    const identity = createCell({ subject: 'mara' });
    const transport = fetchTransport();
    await createHoldfast({ transport, baseUrl: loopback.url, identity }).run(dropNote);
    const told = page.toLowerCase();
    const own = sent.filter((name) => /holdfast|idempotency|^x-/.test(name));
    expect(own.length).toBeGreaterThan(4);
    expect(own.filter((name) => !told.includes(`| \`${name}\``))).toEqual([]);
  });

  it('gives each code the status with which a client believes it', () => {
    const pairs = [...page.matchAll(/(\d{3}) `([A-Z_]+)`/g)];
    expect(pairs.length).toBeGreaterThan(7);
    for (const [, status, code] of pairs) {
      const kind = Object.entries(catalogue).find(([name]) => name === code)?.[1];
      expect({ code, status: kind?.status }).toEqual({ code, status: Number(status) });
    }
  });
});
