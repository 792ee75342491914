import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { listen } from '@holdfast/server/adapters';
import { answerNotFound, answerProblem, requestScope } from '@holdfast/server/hono';
import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';

const lines = fc.constantFrom(
  ...['GET / HTTP/1.1\r\n', 'POST /x HTTP/1.1\r\n', 'GET  / HTTP/1.1\r\n', 'get / HTTP/1.1\r\n'],
  ...[
    'HEAD //x HTTP/1.1\r\n',
    'GET /% HTTP/1.1\r\n',
    'GET /a#b HTTP/1.1\r\n',
    'TRACE / HTTP/1.1\r\n',
  ],
  ...[
    'GET http://a/ HTTP/1.1\r\n',
    'CONNECT a HTTP/1.1\r\n',
    'PRI * HTTP/2.0\r\n',
    'GET / HTTP/1.0\r\n',
  ],
  ...['OPTIONS * HTTP/1.1\r\n', 'PROPFIND / HTTP/1.1\r\n', 'GET /\u00ff HTTP/1.1\r\n'],
);
const fields = fc.constantFrom(
  ...[
    'host: a\r\n',
    'host: a:80\r\n',
    'Host: b\r\n',
    'host: a b\r\n',
    'host: \u00e9\r\n',
    'x: y\r\n',
  ],
  ...[
    'content-length: 1\r\n',
    'content-length: x\r\n',
    'transfer-encoding: chunked\r\n',
    'te: x\r\n',
  ],
  ...['expect: 100-continue\r\n', 'expect: x\r\n', 'upgrade: h2c\r\n', 'connection: upgrade\r\n'],
  ...['x y: z\r\n', ' x\r\n', 'x\r\n', ':\r\n', 'x: \u0001\r\n', 'connection: close\r\n'],
);
const bodies = fc.constantFrom(
  '',
  'a',
  '1\r\na\r\n0\r\n\r\n',
  'zz\r\n',
  '0\r\nx: y\r\n\r\n',
  '\r\n',
);
const requests = fc
  .tuple(lines, fc.array(fields, { maxLength: 4 }), bodies)
  .map(([line, some, body]) => `${line}${some.join('')}\r\n${body}`);

const LAST = 'GET /x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';

it('for any bytes, each answer is one of the app or a problem, and the server goes on', async () => {
  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope());
  app.all('/x', async (c) => c.json({ got: (await c.req.text()).length }));
  const server = await listen({
    fetch: app.fetch,
    port: 0,
    limits: { headersMs: 100, requestMs: 100, keepAliveMs: 100, lingerMs: 50 },
  });
  onTestFinished(() => void server.close(0));
  const port = Number(new URL(server.url).port);
  let answers = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 3 }), async (some) => {
      const socket = createConnection(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(Buffer.from(some.join('') + LAST, 'latin1'));
      const heard = await text(socket).catch(() => '');
      for (const answer of heard.split(/(?=HTTP\/1\.1 )/).filter(Boolean)) {
        expect(answer).toMatch(
          /^HTTP\/1\.1 (?:100 |2\d\d |[45]\d\d .*application\/problem\+json)/s,
        );
        answers += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(answers).toBeGreaterThan(300);
  expect((await fetch(`${server.url}/x`)).status).toBe(200);
});
