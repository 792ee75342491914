import {
  createVirtualPlatform,
  createWorld,
  jsonAnswer,
  scriptedTransport,
} from '@holdfast/testing';
import { expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { watchRead } from '../operations/read/watch-read.ts';
import { defineStream } from '../operations/stream/define-stream.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { createCircuitBreaker } from '../policies/circuit/create-circuit-breaker.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { timeout } from '../policies/time/timeout.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createHoldfast } from './create-holdfast.ts';
import type { Guard } from './holdfast-options.ts';
import { inBrowser } from './in-browser.ts';

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const stories = defineRead('story.list', { request: () => ({ path: 'stories' }) });
const add = defineWrite('note.add', { request: () => ({ method: 'POST', path: 'notes' }) });

const queued = defineWrite('note.queue', {
  request: () => ({ method: 'POST', path: 'notes' }),
  offline: 'queue',
});
const tell = defineStream('story.tell', {
  request: () => ({ method: 'POST', path: 'stories' }),
});

const policiesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) => /^\d\. (.*?) (?:ends|tries|leaves|lets)/.exec(line)?.[1] ?? []);

it('inBrowser puts policies around reads and writes, and explain lists them', () => {
  const { holdfast } = createWorld(inBrowser());
  // A server renders for many users at once, so only a page limits its reads under way.
  const forReads = ['deadline', 'retry', 'circuit breaker', 'timeout'];
  expect(policiesIn(holdfast.explain(list))).toEqual(forReads);
  expect(holdfast.explain(list)).toContain('totalMs 15000');
  expect(policiesIn(holdfast.explain(add))).toEqual(['deadline', 'retry', 'timeout']);
  // The text of a stream flows for longer than any write, so these hold until the server begins.
  expect(holdfast.explain(tell)).toContain(
    'Only its beginning passes these policies.\n1. deadline',
  );
  expect(policiesIn(holdfast.explain(queued))).toEqual([]);
  expect(holdfast.explain(queued)).toMatch(/The outbox tries again, for as long as/);
});

it('inBrowser gives way to the policies of the app', () => {
  const { holdfast } = createWorld({ ...inBrowser(), reads: pipeline(timeout({ ms: 77 })) });
  expect(policiesIn(holdfast.explain(list))).toEqual(['timeout']);
  expect(policiesIn(holdfast.explain(add))).toEqual(['deadline', 'retry', 'timeout']);
});

it('inBrowser names its circuit, and the app may add circuits of its own', () => {
  const own = createCircuitBreaker();
  const { holdfast } = createWorld({ ...inBrowser(), circuits: { own } });
  expect(holdfast.circuits).toMatchObject({ own });
  expect(holdfast.circuits['reads']?.getSnapshot()).toBe('closed');
});

it('inBrowser starts nothing before a runtime is made, and sends nothing on a server', async () => {
  const preset = inBrowser({ health: 'http://127.0.0.1:9/healthz' });
  const holdfast = createHoldfast({ transport: scriptedTransport(), ...preset });
  expect(holdfast.connectivity.getSnapshot()).toBe('unknown');
  await holdfast.dispose();
});

it('inBrowser makes a connectivity and a circuit of its own for each runtime', async () => {
  const preset = inBrowser();
  const platform = createVirtualPlatform();
  const [broken, well] = [0, 1].map(() => createWorld({ ...preset, platform }));
  broken?.transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  well?.transport.answerWith(({ url }) => jsonAnswer(url));
  const failing = Array.from({ length: 6 }, () => broken?.holdfast.run(list));
  await platform.advance(20_000);
  const codes = (await Promise.all(failing)).map(
    (one) => one?.kind === 'failed' && one.failure.code,
  );
  expect(codes).toContain('CIRCUIT_OPEN');
  expect(await well?.holdfast.run(list)).toMatchObject({ kind: 'live' });
  expect(broken?.holdfast.connectivity.getSnapshot()).toBe('degraded');
  expect(well?.holdfast.connectivity.getSnapshot()).toBe('online');
});

it('inBrowser brings a failed read back within seconds after a long silence, also without a probe', async () => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({ ...inBrowser(), platform });
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  const watch = watchRead(holdfast, list);
  watch.subscribe(() => {});
  await platform.advance(300_000);
  expect(watch.getSnapshot().kind).not.toBe('live');
  transport.answerWith(({ url }) => jsonAnswer(url));
  await platform.advance(20_000);
  expect(watch.getSnapshot().kind).toBe('live');
});

it.each([
  ['once without a key, because a lost answer may have had its effect', false, 1],
  ['again under the same key, so that it takes effect once', true, 3],
])('sends a POST that is not queued %s', async (_, honoursKey, times) => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({ ...inBrowser(), platform });
  const keys: (string | undefined)[] = [];
  transport.answerWith(({ headers }) => {
    keys.push(headers['idempotency-key']);
    throw new Failure(NETWORK_FAILED);
  });
  const pay = defineWrite('pay', {
    request: () => ({ method: 'POST', path: 'payments' }),
    honoursKey,
  });
  const outcome = holdfast.run(pay);
  await platform.advance(60_000);
  expect(await outcome).toMatchObject({ kind: 'failed', failure: { effect: 'unknown' } });
  expect(keys).toHaveLength(times);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0] !== undefined).toBe(honoursKey);
});

it('lets an app give one write more time than the others, such as a long upload', async () => {
  const platform = createVirtualPlatform();
  const { policies } = inBrowser();
  const { holdfast, transport } = createWorld({
    ...inBrowser(),
    platform,
    policies: (runtime) => {
      const { reads, writes } = policies(runtime);
      const uploads = pipeline({ platform }, timeout({ ms: 600_000 }));
      const guard: Guard = (work, call) =>
        (call.name === 'upload' ? uploads : (writes as Guard))(work, call);
      return { reads, writes: guard };
    },
  });
  const upload = defineWrite('upload', { request: () => ({ method: 'PUT', path: 'film' }) });
  transport.answerWith(
    ({ url }) =>
      new Promise((resolve) => {
        platform.schedule(300_000, () => resolve(jsonAnswer(url)));
      }),
  );
  const [slow, other] = [holdfast.run(upload), holdfast.run(add)];
  await platform.advance(300_000);
  expect(await slow).toMatchObject({ kind: 'live' });
  expect(await other).toMatchObject({ kind: 'failed', failure: { effect: 'unknown' } });
});

it('inBrowser tells the sinks of each attempt, with why there is no other, and of its circuits', async () => {
  const platform = createVirtualPlatform();
  const told: TelemetryEvent[] = [];
  const sinks = [(event: TelemetryEvent) => void told.push(event)];
  const { holdfast, transport } = createWorld({ ...inBrowser(), platform, sinks });
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED, { effect: 'none' });
  });
  const runs = [holdfast.run(list), holdfast.run(list)];
  await platform.advance(2_000);
  runs.push(holdfast.run(stories));
  await platform.advance(20_000);
  await Promise.all(runs);
  const attempts = told.filter(({ type }) => type === 'attempt.settled');
  expect(attempts[0]).toMatchObject({ name: 'note.list', attempt: 1, delayMs: expect.any(Number) });
  expect(attempts.at(-1)).toMatchObject({ attempt: 3, notRetried: 'attempts' });
  for (const name of ['note.list', 'reads']) {
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'circuit.changed', name, state: 'open' }),
    );
  }
});
