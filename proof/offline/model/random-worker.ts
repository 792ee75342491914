// Plays the batches of one thread: from its first seed, in steps of the number of threads.
import { parentPort, workerData } from 'node:worker_threads';
import { runBatch } from './random.ts';
import { realCode } from './real-code.ts';

const { first, stride, end, done } = workerData as Record<'first' | 'stride' | 'end', number> & {
  readonly done: readonly number[];
};
// A schedule makes many failures, and no reader sees their stacks.
Error.stackTraceLimit = 0;
const code = realCode();
for (let seed = first; seed < end; seed += stride) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  if (!done.includes(seed)) parentPort?.postMessage(await runBatch(code, seed));
}
