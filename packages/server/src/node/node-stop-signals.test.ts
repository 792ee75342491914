import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createShutdown } from '../shutdown/create-shutdown.ts';
import { type SignalledProcess, stopOnSignals } from './node-stop-signals.ts';

it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and ends with its code', async (signal) => {
  const running: SignalledProcess & EventEmitter = new EventEmitter();
  const stopped = Promise.withResolvers<number>();
  stopOnSignals({ stop: () => stopped.promise }, { process: running });
  running.emit(signal);
  expect(running.exitCode).toBeUndefined();
  stopped.resolve(1);
  await expect.poll(() => running.exitCode).toBe(1);
});

it('stops once for a signal that comes twice, and is not ended by the second', async () => {
  const running: SignalledProcess & EventEmitter = new EventEmitter();
  stopOnSignals(createShutdown({ server: { retire() {}, close: async () => ({ cut: 0 }) } }), {
    process: running,
  });
  running.emit('SIGINT');
  running.emit('SIGINT');
  expect(running.listenerCount('SIGINT')).toBe(1);
  await expect.poll(() => running.exitCode).toBe(0);
});

it('ends the process when a handle still keeps it after the stop, and names the handle', async () => {
  const told: unknown[] = [];
  const ended = Promise.withResolvers<unknown>();
  const running = Object.assign(new EventEmitter(), {
    exitCode: undefined as number | undefined,
    exit: () => ended.resolve(running.exitCode),
    getActiveResourcesInfo: () => ['Timeout', 'TCPSocketWrap'],
  });
  stopOnSignals(
    { stop: async () => 1 },
    {
      process: running,
      exitMs: 10,
      log: { event: (level, name, about) => told.push([level, name, about?.fields]) },
    },
  );
  running.emit('SIGTERM');
  expect(await ended.promise).toBe(1);
  expect(told).toEqual([
    ['warn', 'shutdown.kept-open', { resources: ['Timeout', 'TCPSocketWrap'] }],
  ]);
});

it('ends the process at once for a signal that comes after the stop', async () => {
  let exits = 0;
  const running = Object.assign(new EventEmitter(), {
    exitCode: undefined as number | undefined,
    exit: () => (exits += 1),
  });
  stopOnSignals({ stop: async () => 0 }, { process: running, exitMs: 60_000 });
  running.emit('SIGTERM');
  await expect.poll(() => running.exitCode).toBe(0);
  expect(exits).toBe(0);
  running.emit('SIGTERM');
  expect(exits).toBe(1);
});
