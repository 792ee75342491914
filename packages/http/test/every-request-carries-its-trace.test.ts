import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineRead, defineStream, defineWrite, fetchTransport, inBrowser } from '@holdfast/core';
import type { Holdfast, Transport } from '@holdfast/core';
import { nextSpan } from '@holdfast/core/parts';
import { fixedBackoff, pipeline, retry } from '@holdfast/core/policies';
import { createBeacon, fetchBeaconSend } from '@holdfast/core/telemetry';
import {
  createSession,
  kyTransport,
  resilientFetch,
  sessionFetch,
  withSession,
} from '@holdfast/http';
import { createStreams, ndjson } from '@holdfast/http/streams';
import {
  createDevice,
  createVirtualPlatform,
  createWorld,
  scriptedStream,
} from '@holdfast/testing';
import { serveLoopback } from '@holdfast/testing/node';
import ky from 'ky';
import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';

const baseUrl = 'http://server.test/';
const platform = createVirtualPlatform();
const readNotes = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const rate = defineWrite('note.rate', { request: () => ({ method: 'PUT', path: 'notes/1' }) });
const add = defineWrite('note.add', {
  input: z.string(),
  request: (text) => ({ method: 'POST', path: 'notes', json: { text } }),
  lane: () => 'notes',
  offline: 'queue',
});
const tell = defineStream('story.tell', { request: () => ({ method: 'POST', path: 'tell' }) });

/** A server that refuses the first request with a status, and accepts the second. */
function server(status: number) {
  const spans: string[] = [];
  const fetch = async (...given: Parameters<typeof globalThis.fetch>): Promise<Response> => {
    spans.push(new Request(...given).headers.get('traceparent') ?? 'none');
    return Response.json({}, { status: spans.length === 1 ? status : 200 });
  };
  return { spans, fetch };
}

const read = (holdfast: Holdfast) => holdfast.run(readNotes);
const write = (holdfast: Holdfast) => holdfast.run(rate);

/** The spans of one run of an operation over a transport, whose first attempt fails. */
async function spansOfRun(
  begin: (holdfast: Holdfast) => Promise<unknown>,
  over: (fetch: typeof globalThis.fetch) => Transport,
  status = 503,
): Promise<readonly string[]> {
  const { spans, fetch } = server(status);
  const world = createWorld({ ...inBrowser(), transport: over(fetch), baseUrl });
  const run = begin(world.holdfast);
  await world.platform.advance(20_000);
  await expect(run).resolves.toMatchObject({ kind: 'live' });
  return spans;
}

async function spansOfQueuedWrite(): Promise<readonly string[]> {
  const { spans, fetch } = server(503);
  const device = createDevice({ transport: fetchTransport({ fetch }), baseUrl });
  device.goOffline();
  await device.holdfast.run(add, 'hi');
  device.goOnline();
  await device.platform.advance(20_000);
  return spans;
}

async function spansOfStream(): Promise<readonly string[]> {
  const wire = scriptedStream();
  const streams = createStreams({ formats: [ndjson], backoff: fixedBackoff(10) });
  const { holdfast, platform: time } = createWorld({ transport: wire, streams });
  const stream = holdfast.streams!.open(tell as never, undefined);
  const outcome = stream.start();
  await time.advance(0);
  wire.tell({ type: 'start', id: 's1' });
  wire.write('Once');
  await time.advance(20);
  wire.cut();
  await time.advance(1_000);
  stream.abort();
  await outcome;
  await stream.cancel();
  expect(wire.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE', 'GET']);
  return wire.requests.map(({ headers }) => headers['traceparent'] ?? 'none');
}

const twice = pipeline({ platform }, retry({ backoff: fixedBackoff(1) }));

async function spansOfFetch(
  wrap: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch,
  init?: RequestInit,
  status = 503,
): Promise<readonly string[]> {
  const { spans, fetch } = server(status);
  const answer = resilientFetch(wrap(fetch), { guard: twice })(`${baseUrl}notes`, init);
  await platform.advance(1_000);
  expect((await answer).status).toBe(200);
  return spans;
}

const session = () => {
  const signedIn = createSession({ refresh: async () => 't1', baseUrl });
  signedIn.signIn('t0');
  return signedIn;
};

it.each<[string, () => Promise<readonly string[]>, number]>([
  ['a read and its retry', () => spansOfRun(read, (fetch) => fetchTransport({ fetch })), 2],
  ['a write and its retry', () => spansOfRun(write, (fetch) => fetchTransport({ fetch })), 2],
  ['a read over ky', () => spansOfRun(read, (fetch) => kyTransport(ky.create({ fetch }))), 2],
  ['a queued write that the outbox sends again', spansOfQueuedWrite, 2],
  ['a stream, its resume and its cancel', spansOfStream, 4],
  ['resilientFetch and its retry', () => spansOfFetch((fetch) => fetch), 2],
])('%s: each request is a span of its own in one trace', async (_, spansOf, count) => {
  const spans = await spansOf();
  expect(spans).toHaveLength(count);
  for (const span of spans) expect(span).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
  expect(new Set(spans.map((span) => span.slice(3, 35))).size).toBe(1);
  expect(new Set(spans).size).toBe(count);
});

it.each<[string, () => Promise<readonly string[]>]>([
  [
    'a session that renews its token',
    () => spansOfRun(read, (fetch) => withSession(fetchTransport({ fetch }), session()), 401),
  ],
  [
    'a session of a resilientFetch',
    () => spansOfFetch((fetch) => sessionFetch(fetch, session()), undefined, 401),
  ],
])('%s: sends the request again as a part of the same attempt', async (_, spansOf) => {
  const [first, second] = await spansOf();
  expect(first).toMatch(/^00-/);
  expect(second).toBe(first);
});

it('resilientFetch goes on with the trace of the caller, whose span is not used twice', async () => {
  const traceparent = nextSpan();
  const spans = await spansOfFetch((fetch) => fetch, { headers: { traceparent } });
  expect(new Set(spans.map((span) => span.slice(3, 35)))).toEqual(
    new Set([traceparent.slice(3, 35)]),
  );
  expect(new Set([traceparent, ...spans]).size).toBe(3);
});

it('a beacon sends its events in a trace', async () => {
  const spans: unknown[] = [];
  const receiver = await serveLoopback((request, response) => {
    spans.push(request.headers['traceparent']);
    response.end();
  });
  onTestFinished(() => receiver.close());
  const beacon = createBeacon({ send: fetchBeaconSend(receiver.url), platform });
  beacon.sink({ type: 'connectivity.changed', at: 0, state: 'offline' });
  await beacon.flush();
  expect(spans).toEqual([expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-01$/)]);
});

/** Every file of the packages for a page that reaches for the network itself, and what that means for a trace. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  'core/src/telemetry/fetch-beacon-send.ts': 'adds a trace',
  'http/src/resilient-fetch.ts': 'adds a span to each attempt',
  'http/src/carry-token.ts': 'repeats the request of a caller',
  'core/src/connectivity/fetch-probe.ts':
    'no attempt of a call: asks only whether the server is there',
  'offline/src/register/web-chunk-host.ts': 'no attempt of a call: a file of the app',
  'offline/src/shell/web-shell-scope.ts': 'no attempt of a call: a file of the app',
  'offline/src/upload/web-upload.ts': 'sends the headers that a transport was given',
};

it('no other file of a package for pages asks the network past the transports', () => {
  const packages = path.join(import.meta.dirname, '../..');
  const files = globSync('{core,http,offline,zustand,react,forms,devtools}/src/**/*.{ts,tsx}', {
    cwd: packages,
  });
  const asking = files.filter((file) => {
    if (/\.(test|test-d|contract)\./.test(file)) return false;
    const code = readFileSync(path.join(packages, file), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/^\s*\/\/.*$/gm, '')
      // The member of an interface is no call.
      .replaceAll(/^ *fetch\([^)]*\):.*;$/gm, '');
    return /(?<![.\w])fetch\(|new (XMLHttpRequest|WebSocket|EventSource)\b|sendBeacon/.test(code);
  });
  expect(asking.toSorted()).toEqual(Object.keys(WAYS_OUT).toSorted());
});
