import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import express, { type Express } from 'express';
import { expect, it, onTestFinished } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import { limitConnections } from '../node/node-limit-connections.ts';
import { expressHandler } from './express-handler.ts';

async function serve(app: Express): Promise<string> {
  const server = createServer(app);
  limitConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, body: string) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

it('sees the whole address, also when Express mounts it at a path', async () => {
  const app = express();
  app.use(
    '/api',
    expressHandler(async (request) =>
      Response.json({ url: request.url, body: await request.json() }),
    ),
  );
  const url = await serve(app);
  const answer = await post(`${url}/api/notes?a=b`, '{"text":"hi"}');
  expect(await answer.json()).toEqual({ url: `${url}/api/notes?a=b`, body: { text: 'hi' } });
});

it('passes a request without an answer to the next handler, with the address as Express had it', async () => {
  const app = express();
  app.use(
    '/api',
    expressHandler(() => undefined),
  );
  app.use('/api', (request, response) => void response.send(`express: ${request.url}`));
  const url = await serve(app);
  expect(await (await fetch(`${url}/api/notes`)).text()).toBe('express: /notes');
});

it('says in one sentence that a parser of Express has read the body before it', async () => {
  const lines: RequestLog[] = [];
  const app = express();
  app.use(express.json());
  app.use(
    expressHandler(async (request) => new Response(await request.text()), {
      log: (line) => lines.push(line),
    }),
  );
  const url = await serve(app);
  const answer = await post(url, '{"text":"hi"}');
  expect([answer.status, (await answer.json()) as unknown]).toMatchObject([
    500,
    { code: 'DEFECT' },
  ]);
  expect(lines).toMatchObject([
    { failure: { details: { remedy: expect.stringContaining('before express.json()') } } },
  ]);
  // A request without a body lacks nothing.
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
});

it('has the limits of its server like any other handler', async () => {
  const app = express();
  app.use(expressHandler(() => new Response('ok')));
  const url = await serve(app);
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 .*"code":"BAD_REQUEST"/s);
});
