import process from 'node:process';

const settled = Promise.resolve();
const LOOP_EVERY = 256;
let turns = 0;

/**
 * Resolves when everything that is ready to run in this process has run: all chains of promises, however long.
 * Node runs a tick that a promise asks for once no promise has anything left to do. That is much cheaper than a
 * round of the event loop, which gets its turn only now and then, for the messages of threads and for finalizers.
 */
export function turn(): Promise<void> {
  turns += 1;
  return new Promise((resolve) => {
    if (turns % LOOP_EVERY === 0) setImmediate(resolve);
    else void settled.then(() => process.nextTick(resolve));
  });
}
