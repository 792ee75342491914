import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createShutdown } from '../shutdown/create-shutdown.ts';
import { type SignalledProcess, stopOnSignals } from './node-stop-signals.ts';

it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and ends with its code', async (signal) => {
  const running: SignalledProcess & EventEmitter = new EventEmitter();
  const stopped = Promise.withResolvers<number>();
  stopOnSignals({ stop: () => stopped.promise }, running);
  running.emit(signal);
  expect(running.exitCode).toBeUndefined();
  stopped.resolve(1);
  await expect.poll(() => running.exitCode).toBe(1);
});

it('stops once for a signal that comes twice, and is not ended by the second', async () => {
  const running: SignalledProcess & EventEmitter = new EventEmitter();
  stopOnSignals(
    createShutdown({ server: { retire() {}, close: async () => ({ cut: 0 }) } }),
    running,
  );
  running.emit('SIGINT');
  running.emit('SIGINT');
  expect(running.listenerCount('SIGINT')).toBe(1);
  await expect.poll(() => running.exitCode).toBe(0);
});
