import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const send =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };
const raw =
  (text: string): Answer =>
  (request) =>
    void request.socket.end(text);
const script = (source: string): Answer => send(200, 'text/javascript', source);

const page = (head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><div id="root"></div></body></html>`;

const answers: Readonly<Record<string, Answer>> = {
  '/page': send(200, 'text/html', page()),
  '/page-with-csp': send(200, 'text/html', page(), {
    'content-security-policy': "default-src 'self'; script-src 'self'; connect-src 'none'",
  }),
  '/page-in-sandbox': send(200, 'text/html', page(), {
    'content-security-policy': 'sandbox allow-scripts',
  }),
  '/json': send(200, 'application/json', '{"fine":true}'),
  '/html': send(200, 'text/html', '<!doctype html><p>Sign in'),
  '/half-json': send(200, 'application/json', '{"half":'),
  '/empty': send(200, 'application/json', ''),
  '/cut': (request) => void request.socket.destroy(),
  '/reset': (request) => void request.socket.resetAndDestroy(),
  '/cut-body': (request, response) => {
    response.writeHead(200, { 'content-length': '1000', 'content-type': 'application/json' });
    response.write('{"half":', () => setTimeout(() => request.socket.destroy(), 50));
  },
  '/reset-body': (request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => setTimeout(() => request.socket.resetAndDestroy(), 50));
  },
  '/bad-gzip': send(200, 'application/json', 'this is not gzip', { 'content-encoding': 'gzip' }),
  '/bad-deflate': send(200, 'application/json', 'this is not deflate', {
    'content-encoding': 'deflate',
  }),
  '/cut-gzip': (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
    response.end(gzipSync(`"${'half'.repeat(999)}"`).subarray(0, 20));
  },
  '/cut-gzip-length': (request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '1000' });
    response.write(gzipSync('half'.repeat(999)).subarray(0, 20), () =>
      setTimeout(() => request.socket.destroy(), 50),
    );
  },
  '/cut-chunk': (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('half', () => setTimeout(() => request.socket.destroy(), 50));
  },
  '/cut-script.js': (request, response) => {
    response.writeHead(200, { 'content-length': '1000', 'content-type': 'text/javascript' });
    response.write('export const half = 1;', () => setTimeout(() => request.socket.destroy(), 50));
  },
  '/gopher': (_request, response) =>
    void response.writeHead(302, { location: 'gopher://127.0.0.1/' }).end(),
  '/keep': (_request, response) => void response.writeHead(307, { location: '/json' }).end(),
  '/to-worker.js': (_request, response) =>
    void response.writeHead(302, { location: '/worker.js' }).end(),
  '/dot.svg': send(
    200,
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  ),
  '/dot.css': send(200, 'text/css', 'p { color: red }'),
  '/bad-chunk': raw(
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n0\r\n\r\n',
  ),
  '/garbage': raw('\u0000\u0001\u0002 no http at all'),
  '/two-lengths': raw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabc'),
  '/huge-headers': raw(`HTTP/1.1 200 OK\r\nx-huge: ${'x'.repeat(1_000_000)}\r\n\r\n`),
  '/loop': (_request, response) => void response.writeHead(302, { location: '/loop' }).end(),
  '/elsewhere': (_request, response) => void response.writeHead(302, { location: '/json' }).end(),
  '/bad-redirect': (_request, response) =>
    void response.writeHead(302, { location: 'http://[bad' }).end(),
  '/silent': () => {},
  '/slow-body': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"slow":');
  },
  '/fine.js': script('export const fine = true;'),
  '/syntax.js': script('export const = ;'),
  '/throws.js': script('throw new Error("no key configured");'),
  '/reference.js': script('missing();'),
  '/type.js': script('undefined.install();'),
  '/missing-export.js': script('import { none } from "/fine.js"; none();'),
  '/bare.js': script('import "lodash";'),
  '/page.js': send(200, 'text/html', page()),
  '/gone.js': send(404, 'text/javascript', ''),
  '/broken.js': send(500, 'text/javascript', ''),
  '/cut.js': (request) => void request.socket.destroy(),
  '/imports-gone.js': script('import "/gone.js";'),
  '/throws-string.js': script('throw "no";'),
  '/bad.json': send(200, 'application/json', '{"half":'),
  '/worker-throws.js': script('throw new Error("no worker today");'),
  '/worker.js': script('onmessage = () => {};'),
  '/deep/worker.js': script('onmessage = () => {};'),
  '/deep/none/worker.js': script('onmessage = () => {};'),
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504].map((status) => [
      `/status/${status}`,
      send(status, 'text/plain', 'no', status === 429 ? { 'retry-after': '2' } : {}),
    ]),
  ),
};

export interface TroubledServer {
  readonly origin: string;
  close(): void;
}

/** A server on the loopback that fails in the way its path says. */
export async function startTroubledServer(
  scripts: Readonly<Record<string, string>> = {},
): Promise<TroubledServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://a').pathname;
    const code = scripts[path];
    const answer = code === undefined ? answers[path] : script(code);
    (answer ?? send(404, 'text/plain', 'nothing here'))(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
