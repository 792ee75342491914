import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
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

it('leaves a second signal to the system, which ends the process at once', () => {
  const running: SignalledProcess & EventEmitter = new EventEmitter();
  stopOnSignals({ stop: async () => 0 }, running);
  running.emit('SIGTERM');
  expect(running.listenerCount('SIGTERM')).toBe(0);
});
