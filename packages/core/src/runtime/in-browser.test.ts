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
import { defineWrite } from '../operations/write/define-write.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { timeout } from '../policies/time/timeout.ts';
import { createHoldfast } from './create-holdfast.ts';
import { inBrowser } from './in-browser.ts';

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const add = defineWrite('note.add', { request: () => ({ method: 'POST', path: 'notes' }) });

const policiesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) => /^\d\. (.*?) (?:ends|tries|leaves|lets)/.exec(line)?.[1] ?? []);

it('puts policies around reads and writes, and explain tells them', () => {
  const { holdfast } = createWorld(inBrowser());
  // A server renders for many users at once, so only a page limits its reads under way.
  const forReads = ['deadline', 'retry', 'circuit breaker', 'timeout'];
  expect(policiesIn(holdfast.explain(list))).toEqual(forReads);
  expect(holdfast.explain(list)).toContain('totalMs 15000');
  expect(policiesIn(holdfast.explain(add))).toEqual(['deadline', 'retry', 'timeout']);
});

it('gives way to the policies of the app', () => {
  const { holdfast } = createWorld({ ...inBrowser(), reads: pipeline(timeout({ ms: 77 })) });
  expect(policiesIn(holdfast.explain(list))).toEqual(['timeout']);
  expect(policiesIn(holdfast.explain(add))).toEqual(['deadline', 'retry', 'timeout']);
});

it('starts nothing before a runtime is made, and asks for nothing on a server', async () => {
  const preset = inBrowser({ health: 'http://127.0.0.1:9/healthz' });
  const holdfast = createHoldfast({ transport: scriptedTransport(), ...preset });
  expect(holdfast.connectivity.getSnapshot()).toBe('unknown');
  await holdfast.dispose();
});

it('makes a connectivity and a circuit of its own for each runtime', async () => {
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

it('brings a failed read back within seconds after a long silence, also without a probe', async () => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({ ...inBrowser(), platform });
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  const watch = watchRead(holdfast, list, undefined);
  watch.subscribe(() => {});
  await platform.advance(300_000);
  expect(watch.getSnapshot().kind).not.toBe('live');
  transport.answerWith(({ url }) => jsonAnswer(url));
  await platform.advance(20_000);
  expect(watch.getSnapshot().kind).toBe('live');
});
