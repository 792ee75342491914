import { scryptSync, timingSafeEqual } from 'node:crypto';
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { runScryptTask, type ScryptEngine, type ScryptTask } from './scrypt-task.ts';

const engine: ScryptEngine = {
  derive(secret, salt, { log2Cost, blockSize, parallel }) {
    const cost = 2 ** log2Cost;
    return scryptSync(secret, salt, 32, {
      cost,
      blockSize,
      parallelization: parallel,
      // Node's own limit stops at the default cost.
      maxmem: 128 * blockSize * (cost + parallel) * 2,
    });
  },
  isEqual: timingSafeEqual,
};

// Linux gives each thread a priority of its own: hashing yields to the thread that answers requests.
if (process.platform === 'linux') os.setPriority(10);

parentPort?.on('message', (task: ScryptTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(runScryptTask(task, engine));
});
