import { request } from 'node:http';
import path from 'node:path';
import { startProcess } from '@holdfast/testing/node';
import { expect, it, onTestFinished } from 'vitest';

const CLIENTS = 1000;

const ask = (url: string, onConnect?: () => void): Promise<string> =>
  new Promise((resolve) => {
    const sent = request(url, { agent: false }, (answer) => {
      answer.resume().once('end', () => resolve(String(answer.statusCode)));
    });
    sent.once('socket', (socket) => socket.once('connect', () => onConnect?.()));
    sent.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown')).end();
  });

const start = async () => {
  const server = await startProcess({
    command: process.execPath,
    args: [
      '--conditions=@holdfast/source',
      path.join(import.meta.dirname, 'busy-server.ts'),
      // The server reads from no connection while they arrive.
      '1500',
    ],
    readyLine: /^ready at /,
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  return server;
};

it('and it answers each client that connected before it stopped listening', async () => {
  const server = await start();
  let connected = 0;
  const busy = ask(`${server.url}/busy`, () => (connected += 1));
  await expect.poll(() => connected).toBe(1);
  const crowd = Array.from({ length: CLIENTS }, () => ask(server.url, () => (connected += 1)));
  await expect.poll(() => connected).toBeGreaterThan(400);
  const exit = server.kill('SIGTERM');
  const counts = Object.groupBy(await Promise.all([busy, ...crowd]), (heard) => heard);
  expect(Object.keys(counts).filter((heard) => heard !== 'ECONNREFUSED')).toEqual(['200']);
  expect(counts['200']?.length).toBeGreaterThan(400);
  expect(await exit).toEqual({ code: 0, signal: null });
});

it('and each client that connects in that moment gets an answer, or a refused connection', async () => {
  const server = await start();
  const crowd = Array.from({ length: CLIENTS }, () => ask(server.url));
  const exit = server.kill('SIGTERM');
  const heard = new Set(await Promise.all(crowd));
  expect([...heard].filter((one) => one !== 'ECONNREFUSED' && one !== '200')).toEqual([]);
  expect(await exit).toEqual({ code: 0, signal: null });
});
