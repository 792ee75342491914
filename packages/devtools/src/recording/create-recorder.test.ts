import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { addNote, createTroubledWorld, listNotes } from '../panel-stage.contract.ts';
import { createRecorder } from './create-recorder.ts';
import { exportSession } from './export-session.ts';

it('calls its listeners at most twice for a thousand events in one second', async () => {
  const { platform } = createWorld();
  const recorder = createRecorder({ platform });
  let told = 0;
  const leave = recorder.subscribe(() => (told += 1));
  for (let at = 0; at < 1_000; at += 1) {
    recorder.sink({ type: 'connectivity.changed', at, state: 'online' });
    await platform.advance(1);
  }
  expect(told).toBe(1);
  await platform.advance(1_000);
  expect([told, recorder.getSnapshot().events.length]).toEqual([2, 1_000]);
  leave();
  leave();
  expect(platform.pending()).toBe(0);
});

it('takes a hundredth of the time of a page at most, on a slow machine too', async () => {
  const { platform } = createWorld();
  let spentMs = 0;
  const monotonic = (): number => platform.monotonic() + spentMs;
  const recorder = createRecorder({ platform: { ...platform, monotonic } });
  recorder.subscribe(() => (spentMs += 40));
  for (let at = 0; at < 60_000; at += 50) {
    recorder.sink({ type: 'connectivity.changed', at, state: 'online' });
    await platform.advance(50);
  }
  expect(spentMs).toBeGreaterThan(400);
  expect(spentMs).toBeLessThanOrEqual(600);
  await platform.advance(5_000);
  expect(recorder.getSnapshot().events).toHaveLength(1_200);
});

it('has the earlier events of a runtime, each once, and the depth of its outbox', async () => {
  const { holdfast, platform } = createTroubledWorld();
  const read = holdfast.run(listNotes);
  await platform.advance(20_000);
  await read;
  const recorder = createRecorder({ platform });
  recorder.attach(holdfast)();
  const leave = recorder.attach(holdfast);
  const write = holdfast.run(addNote, 'text');
  await platform.advance(2_000);
  await write;
  const { events, seconds } = recorder.getSnapshot();
  expect(events.map(({ event }) => event.type)).toEqual([
    'operation.started',
    'attempt.settled',
    'incident.opened',
    'attempt.settled',
    'attempt.settled',
    'incident.closed',
    'operation.settled',
    'operation.started',
    'operation.settled',
  ]);
  expect(seconds.at(-1)?.depth).toBe(1);
  leave();
  await holdfast.run(listNotes);
  expect(recorder.getSnapshot().events).toHaveLength(9);
  recorder.clear();
  expect(recorder.getSnapshot().events).toEqual([]);
});

it('brings nothing back after it was cleared, when a panel is mounted again', async () => {
  const { holdfast, platform } = createTroubledWorld();
  const recorder = createRecorder({ platform });
  const leave = recorder.attach(holdfast);
  const read = holdfast.run(listNotes);
  await platform.advance(20_000);
  await read;
  recorder.clear();
  leave();
  recorder.attach(holdfast);
  expect(recorder.getSnapshot().events).toEqual([]);
});

it('exports nothing that a user wrote or a server answered', async () => {
  const SECRETS = ['secret-title', 'secret-answer', 'Bearer secret-token', 'secret@example.com'];
  const { holdfast, platform, transport } = createWorld();
  const recorder = createRecorder({ platform });
  recorder.attach(holdfast);
  const statuses = [200, 400, 409, 422, 429, 500];
  for (const status of statuses) {
    transport.answerWith(({ url }) => ({
      ...{ status, url, redirected: false },
      headers: { 'content-type': 'application/json', 'set-cookie': SECRETS.join() },
      body: new TextEncoder().encode(JSON.stringify({ detail: SECRETS.join(' ') })),
    }));
    const runs = [holdfast.run(listNotes), holdfast.run(addNote, SECRETS.join(' '))];
    await platform.advance(60_000);
    await Promise.all(runs);
  }
  transport.answerWith(() => {
    throw new Error(SECRETS.join(' '));
  });
  await holdfast.run(listNotes);
  const file = exportSession(recorder);
  expect(recorder.getSnapshot().events.length).toBeGreaterThan(20);
  for (const secret of SECRETS) expect(file).not.toContain(secret);
});

const online = (at: number): TelemetryEvent => ({
  ...{ type: 'connectivity.changed', at, state: 'online' },
});

it('finds incidents itself, and takes none from another watch', () => {
  const recorder = createRecorder({ platform: createWorld().platform });
  const trouble = { at: 1, name: 'save', code: 'UNAVAILABLE' };
  recorder.sink({ type: 'incident.opened', ...trouble, severity: 'warning' });
  recorder.sink({
    ...{ type: 'incident.closed', ...trouble, recovered: true, durationMs: 1, failures: 1 },
  });
  recorder.sink(online(2));
  expect(recorder.getSnapshot().events.map(({ event }) => event)).toEqual([online(2)]);
});

it('calls a listener for what came before it, and stops only when the last one leaves', async () => {
  const { platform } = createWorld();
  const recorder = createRecorder({ platform });
  recorder.sink(online(1));
  let [first, second] = [0, 0];
  const leaveFirst = recorder.subscribe(() => (first += 1));
  const leaveSecond = recorder.subscribe(() => (second += 1));
  leaveFirst();
  await platform.advance(5_000);
  expect([first, second]).toEqual([0, 1]);
  recorder.sink(online(2));
  leaveSecond();
  expect(platform.pending()).toBe(0);
});

it('records a runtime that has no outbox', async () => {
  const { holdfast, platform } = createTroubledWorld();
  const recorder = createRecorder({ platform });
  const leave = recorder.attach({ ...holdfast, outbox: undefined });
  const read = holdfast.run(listNotes);
  await platform.advance(20_000);
  await read;
  leave();
  expect(recorder.getSnapshot().events.length).toBeGreaterThan(3);
  expect(recorder.getSnapshot().seconds.every(({ depth }) => depth === 0)).toBe(true);
});
