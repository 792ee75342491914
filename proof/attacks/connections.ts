import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attack } from './attack.ts';
import type { Target } from './target.ts';

const PIPELINED_BYTES = 65_536;
const UNREAD_MS = 4000;
const DEAF_READERS = 50;
const SLOW_SENDERS = 100;
const CHUNKED_BODIES = 100;
/** Each of these requests takes the server some ten milliseconds. */
const CHUNKED_EVERY_MS = 40;
const IDLE_CONNECTIONS = 1000;
/** Within this time a server has ended connections that make no progress. */
const ENDED_WITHIN_MS = 75_000;

const get = (file: string): string => `GET ${file} HTTP/1.1\r\nHost: fireside.test\r\n\r\n`;

function scriptOf({ pages }: Target): string {
  const script = readdirSync(path.join(pages, 'assets')).find((name) => name.endsWith('.js'));
  return `/assets/${script}`;
}

/** Returns the connections that are still open when the time is up. */
async function leftOpen(sockets: readonly Socket[], withinMs: number): Promise<number> {
  const until = performance.now() + withinMs;
  const open = (): number => sockets.filter(({ closed }) => !closed).length;
  // oxlint-disable-next-line no-await-in-loop -- a look every so often
  while (open() > 0 && performance.now() < until) await sleep(100);
  const left = open();
  for (const socket of sockets) socket.destroy();
  return left;
}

const pipelined = (name: string, fileOf: (target: Target) => string): Attack => ({
  name: `pipelined GETs of ${name}, answers unread`,
  async run(target) {
    const socket = await target.dial();
    const one = get(fileOf(target));
    const tries = Math.floor(PIPELINED_BYTES / one.length);
    socket.pause().write(one.repeat(tries));
    await sleep(UNREAD_MS);
    socket.destroy();
    return { tries, result: 'memory and health held', violations: [] };
  },
});

const slow = (name: string, first: string): Attack => ({
  name,
  settings: { FIRESIDE_REQUEST_TIMEOUT_MS: '5000' },
  async run(target) {
    const sockets = await Promise.all(
      Array.from({ length: SLOW_SENDERS }, (_, index) => target.dial(`127.0.1.${index % 10}`)),
    );
    for (const socket of sockets) socket.resume().write(first);
    const dripping = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a');
    }, 500);
    const start = performance.now();
    const left = await leftOpen(sockets, ENDED_WITHIN_MS);
    clearInterval(dripping);
    return {
      tries: SLOW_SENDERS,
      result: `${SLOW_SENDERS - left} ended in ${seconds(start)}`,
      violations: left === 0 ? [] : [`${left} were never ended`],
    };
  },
});

const chunked = (name: string, before: (target: Target) => string): Attack => ({
  name,
  async run(target) {
    const head =
      'POST /api/telemetry HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const sockets = await Promise.all(
      Array.from({ length: CHUNKED_BODIES }, (_, index) => target.dial(`127.0.1.${index % 10}`)),
    );
    for (const socket of sockets) {
      socket.pause().write(before(target) + head + '1\r\na\r\n'.repeat(9000));
      // oxlint-disable-next-line no-await-in-loop -- memory is tried, not the processor
      await sleep(CHUNKED_EVERY_MS);
    }
    await sleep(UNREAD_MS);
    for (const socket of sockets) socket.destroy();
    return { tries: CHUNKED_BODIES, result: 'memory and health held', violations: [] };
  },
});

const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Attacks that act before a request reaches a route. */
export const onConnections: readonly Attack[] = [
  pipelined('the built script', scriptOf),
  pipelined('its source map', (target) => `${scriptOf(target)}.map`),
  pipelined('the session', () => '/api/session'),
  {
    name: 'readers that read nothing',
    async run(target) {
      const sockets = await Promise.all(
        Array.from({ length: DEAF_READERS }, (_, index) => target.dial(`127.0.1.${index % 10}`)),
      );
      // More than a system holds for one connection.
      for (const socket of sockets) socket.pause().write(get(scriptOf(target)).repeat(30));
      const start = performance.now();
      const left = await leftOpenOfServer(target, ENDED_WITHIN_MS);
      for (const socket of sockets) socket.destroy();
      return {
        tries: DEAF_READERS,
        result: `${DEAF_READERS - left} ended in ${seconds(start)}`,
        violations: left === 0 ? [] : [`${left} were never ended`],
      };
    },
  },
  slow('headers sent letter by letter', 'GET / HTTP/1.1\r\nHost: fireside.test\r\nX-Slow: '),
  slow(
    'bodies sent letter by letter',
    'POST /api/session HTTP/1.1\r\nHost: fireside.test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name":"',
  ),
  chunked('bodies of one-byte chunks', () => ''),
  chunked('bodies of one-byte chunks behind a refusal', (target) =>
    get(scriptOf(target)).repeat(18),
  ),
  {
    name: 'connections that say nothing',
    async run(target) {
      const sockets = await Promise.all(
        Array.from({ length: IDLE_CONNECTIONS }, () => target.dial()),
      );
      const other = await target.ask({ path: '/api/session', from: '127.0.2.1' });
      const open = sockets.filter(({ closed }) => !closed).length;
      for (const socket of sockets) socket.destroy();
      return {
        tries: IDLE_CONNECTIONS,
        ...(open < IDLE_CONNECTIONS && { beforeLimit: open }),
        result: `another address: ${other.status}`,
        violations: other.status === 200 ? [] : ['another address was not served'],
      };
    },
  },
];

/** Only the server notices the end of a connection whose client never reads. */
async function leftOpenOfServer({ port, pid }: Target, withinMs: number): Promise<number> {
  const { readFileSync } = await import('node:fs');
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const established = (): number =>
    readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '', remote = '', state]) => {
        return local.endsWith(suffix) && state === '01' && /^..01007F/.test(remote);
      }).length;
  const until = performance.now() + withinMs;
  // oxlint-disable-next-line no-await-in-loop -- a look every so often
  while (established() > 0 && performance.now() < until) await sleep(100);
  return established();
}
