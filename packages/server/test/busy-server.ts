// A server in which each answer holds up the whole process, like a database that waits for its disk.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createShutdown } from '@holdfast/server';
import { stoppableServer, stopOnSignals } from '@holdfast/server/node';

const STEPS = 4;
const STEP_MS = 2;
/** How long the process is blocked by one request of `/busy`. */
const [, , BUSY_MS = '0'] = process.argv;

/** An answer takes a few turns of the loop, and holds up each of them. */
function work(left: number, done: () => void): void {
  const until = performance.now() + STEP_MS;
  while (performance.now() < until);
  if (left === 0) done();
  else setImmediate(work, left - 1, done);
}

function lookAtNothing(): void {
  const until = performance.now() + Number(BUSY_MS);
  while (performance.now() < until);
}

const server = createServer(({ url }, outgoing) => {
  if (url === '/busy') lookAtNothing();
  work(BUSY_MS === '0' ? STEPS : 0, () => outgoing.end('done'));
});
const shutdown = createShutdown({ server: stoppableServer(server) });
stopOnSignals(shutdown);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready at http://127.0.0.1:${port}\n`);
});
