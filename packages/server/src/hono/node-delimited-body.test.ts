import { once } from 'node:events';
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { readBytes } from '../requests/read-bytes.ts';
import { answerProblem } from './problem-handlers.ts';
import { requestScope } from './request-scope.ts';

const MOST = 1000;

async function listen(): Promise<number> {
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope());
  app.put('/', async (c) => {
    const bytes = await readBytes(c.req.raw, { maxBytes: MOST });
    const again = await readBytes(c.req.raw, { maxBytes: MOST });
    return c.json({ bytes: bytes.byteLength, isSame: bytes === again });
  });
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(port),
    );
    onTestFinished(() => void server.close());
  });
}

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

async function send(port: number, head: string, body: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`PUT / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n${head}\r\n\r\n${body}`);
  let answer = '';
  for await (const part of socket) answer += String(part);
  return answer;
}

it('is read up to its announced length, and refused when that is too long', async () => {
  const port = await listen();
  expect(await send(port, 'Content-Length: 3', 'abc')).toContain('{"bytes":3,"isSame":true}');
  expect(await send(port, 'Content-Length: 3', 'abcdef')).toMatch(/^HTTP\/1.1 400 /);
  expect(await send(port, 'Content-Length: 0', '')).toContain('{"bytes":0,"isSame":true}');
  expect(await send(port, `Content-Length: ${MOST + 1}`, 'x'.repeat(MOST + 1))).toMatch(
    /^HTTP\/1.1 413 .*BODY_TOO_LARGE/s,
  );
});

it('is counted piece by piece where no length was announced', async () => {
  const port = await listen();
  const head = 'Transfer-Encoding: chunked';
  expect(await send(port, head, `${chunk('abc')}${chunk('def')}0\r\n\r\n`)).toContain('"bytes":6');
  expect(await send(port, head, `${chunk('x'.repeat(MOST + 1))}0\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 413 .*BODY_TOO_LARGE/s,
  );
});

it('does not trust the announced length where no parser has checked it', async () => {
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope());
  app.put('/', async (c) => c.json((await readBytes(c.req.raw, { maxBytes: MOST })).byteLength));
  const body = 'x'.repeat(MOST + 1);
  const answer = await app.request('/', {
    method: 'PUT',
    body,
    headers: { 'content-length': '5' },
  });
  expect(answer.status).toBe(413);
});
