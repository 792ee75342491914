import { once } from 'node:events';
import { createConnection } from 'node:net';
import path from 'node:path';
import { startProcess } from '@holdfast/testing/node';
import { expect, it, onTestFinished } from 'vitest';

it.each([
  ['nothing', 0, /^$/],
  ['an open handle', 0, /^shutdown.kept-open .*"TCPServerWrap"/],
  ['a step', 1, /^shutdown.step-unfinished {"step":"database","deadlineMs":200}\n$/],
  ['an answer', 1, /^shutdown.cut {"cut":1}\n$/],
  ['another protocol', 0, /^$/],
])('although %s does not end by itself, and says so with code %i', async (kind, code, said) => {
  const server = await startProcess({
    command: process.execPath,
    args: [
      '--conditions=@holdfast/source',
      path.join(import.meta.dirname, 'stubborn-server.ts'),
      kind,
    ],
    readyLine: /^ready at /,
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  const socket = createConnection(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {}).resume();
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await expect.poll(() => server.output().stdout).toContain('taken');
  const from = performance.now();
  expect(await server.kill('SIGTERM')).toEqual({ code, signal: null });
  expect(performance.now() - from).toBeLessThan(2000);
  expect(server.output().stderr).toMatch(said);
});
