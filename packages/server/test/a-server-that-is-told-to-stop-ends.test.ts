import { once } from 'node:events';
import { createConnection } from 'node:net';
import path from 'node:path';
import { startProcess } from '@holdfast/testing/node';
import { expect, it, onTestFinished } from 'vitest';

it.each([
  ['nothing', 0, ''],
  ['an open handle', 0, '"TCPServerWrap"'],
  ['a step', 1, 'shutdown.step-unfinished {"step":"database","deadlineMs":200}\n'],
  ['an answer', 1, 'shutdown.cut {"cut":1}\n'],
  ['another protocol', 0, ''],
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
  if (kind !== 'an answer') await once(socket, 'data');
  // A second request is answered after the first has arrived.
  else
    await expect
      .poll(() => fetch(server.url, { signal: AbortSignal.timeout(100) }).catch(() => 'late'))
      .toBe('late');
  const from = performance.now();
  expect(await server.kill('SIGTERM')).toEqual({ code, signal: null });
  expect(performance.now() - from).toBeLessThan(2000);
  expect(server.output().stderr).toContain(said);
  if (said === '') expect(server.output().stderr).toBe('');
});
