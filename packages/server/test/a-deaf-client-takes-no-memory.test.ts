import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const MEGABYTE = 1024 * 1024;
const request = 'GET /script.js HTTP/1.1\r\nhost: localhost\r\n\r\n';

async function start() {
  const child = fork(path.join(import.meta.dirname, 'limited-server.ts'), {
    execArgv: ['--conditions=@holdfast/source', '--expose-gc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const look = async () => {
    child.send('look');
    const [seen] = (await once(child, 'message')) as [{ connections: number; held: number }];
    return seen;
  };
  const connect = async () => {
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    socket.pause().on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const healthMs = async (): Promise<number> => {
    const from = performance.now();
    await (await fetch(`${url}/health`)).text();
    return performance.now() - from;
  };
  return { connect, look, healthMs };
}

it.each([1, 20])(
  'with 65 kB of requests for a file on each of %i connections, answers unread',
  async (connections) => {
    const { connect, look, healthMs } = await start();
    await healthMs();
    const before = await look();
    const sockets = await Promise.all(Array.from({ length: connections }, connect));
    const flood = request.repeat(Math.floor(65_536 / request.length));
    for (const socket of sockets) socket.write(flood);
    let most = before.held;
    let slowest = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one look after another
      slowest = Math.max(slowest, await healthMs());
      // oxlint-disable-next-line no-await-in-loop
      const { held, connections: open } = await look();
      most = Math.max(most, held);
      // The connection that asks for the health stays open.
      if (open <= 1) break;
    }
    expect((most - before.held) / MEGABYTE).toBeLessThan(4 + 4 * connections);
    expect(slowest).toBeLessThan(1000);
  },
);
