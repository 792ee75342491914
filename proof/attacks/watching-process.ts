// Runs in a process of its own for watch-server.ts.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const [pid = '', port = ''] = process.argv.slice(2);
// An address that no attacker has.
const FROM = '127.9.9.9';
const LOOK_EVERY_MS = 25;
const ASK_EVERY_MS = 100;

const megabytes = (): number => {
  const [, kilobytes = '0'] =
    /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

const firstMegabytes = megabytes();
let mostMegabytes = firstMegabytes;
let slowestHealthMs = 0;
const over = new AbortController();

const isHealthy = (): Promise<void> =>
  new Promise((resolve) => {
    request({ port, host: '127.0.0.1', localAddress: FROM, path: '/api/healthz', agent: false })
      .on('response', (incoming) => void incoming.resume().on('close', resolve))
      .on('error', () => resolve())
      .end();
  });

async function askForHealth(): Promise<void> {
  while (!over.signal.aborted) {
    const start = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one question at a time, as a balancer asks
    await isHealthy();
    slowestHealthMs = Math.max(slowestHealthMs, performance.now() - start);
    // oxlint-disable-next-line no-await-in-loop
    await sleep(ASK_EVERY_MS);
  }
}

// The first question takes longer, because the server does some work for the first time.
await isHealthy();
const asking = askForHealth();
const looking = setInterval(() => {
  mostMegabytes = Math.max(mostMegabytes, megabytes());
}, LOOK_EVERY_MS);
process.once('message', () => {
  over.abort();
  clearInterval(looking);
  void report();
});
process.send?.('watching');

async function report(): Promise<void> {
  await asking;
  process.send?.({ firstMegabytes, mostMegabytes, slowestHealthMs });
}
