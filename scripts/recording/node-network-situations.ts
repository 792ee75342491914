import { createSocket } from 'node:dgram';
import dns from 'node:dns/promises';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { failing, inFolder, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
const reset: Truth = ['network', 'later', 'unknown'];
const noWay: Truth = ['network', 'later', 'none'];

const answering = async <T>(
  answer: (socket: net.Socket) => void,
  work: (port: number) => T | Promise<T>,
): Promise<T> => {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    answer(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    return await work((server.address() as net.AddressInfo).port);
  } finally {
    server.close();
  }
};

const got = (url: string, options: http.RequestOptions = {}): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      response
        .on('error', reject)
        .on('end', () => resolve({ skip: true }))
        .resume();
    });
    request.on('error', reject).end();
  });

const says = (text: string) => (socket: net.Socket) =>
  void socket.once('data', () => socket.end(text));

const network: readonly Line[] = [
  [
    'an answer that is not HTTP',
    reset,
    () => answering(says('no http'), (p) => got(`http://127.0.0.1:${p}`)),
  ],
  [
    'an answer of a version that is none',
    reset,
    () => answering(says('HTTP/9.9 200 OK\r\n\r\n'), (p) => got(`http://127.0.0.1:${p}`)),
  ],
  [
    'an answer of a header that is none',
    reset,
    () => answering(says('HTTP/1.1 200 OK\r\na b: c\r\n\r\n'), (p) => got(`http://127.0.0.1:${p}`)),
  ],
  [
    'an answer of headers without end',
    reset,
    () =>
      answering(says(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(99_999)}\r\n\r\n`), (p) =>
        got(`http://127.0.0.1:${p}`),
      ),
  ],
  [
    'an answer of a chunk that is none',
    reset,
    () =>
      answering(says('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'), (p) =>
        got(`http://127.0.0.1:${p}`),
      ),
  ],
  [
    'an answer of a length that is none',
    reset,
    () =>
      answering(says('HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\n'), (p) =>
        got(`http://127.0.0.1:${p}`),
      ),
  ],
  [
    'an answer cut in the body',
    reset,
    () =>
      answering(
        (s) =>
          void s.once('data', () => s.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf')),
        (p) => got(`http://127.0.0.1:${p}`),
      ),
  ],
  [
    'a request destroyed by its caller',
    ['network', 'never|later', 'unknown'],
    ({ own }) => {
      const r = http.get(`${own}/silent`);
      setTimeout(() => r.destroy(), 20);
      return failing(r);
    },
  ],
  [
    'a request aborted by its caller',
    ['network', 'never', 'unknown'],
    ({ own }) => {
      const c = new AbortController();
      const r = http.get(`${own}/silent`, { signal: c.signal });
      setTimeout(() => c.abort(), 20);
      return failing(r);
    },
  ],
  ['a writing request cut off', reset, ({ own }) => got(`${own}/cut`, { method: 'POST' })],
  [
    'a socket of a file that is missing',
    ['network', 'later|never', 'none'],
    () => failing(net.connect('/nowhere/socket')),
  ],
  [
    'a socket of a file nobody listens at',
    ['network', 'later', 'none'],
    inFolder(async (f) => {
      const file = path.join(f, 's');
      await fs.writeFile(file, '');
      return failing(net.connect(file));
    }),
  ],
  [
    'a socket that was reset',
    reset,
    () =>
      answering(
        (s) => void s.once('data', () => s.resetAndDestroy()),
        (p) => {
          const s = net.connect(p, '127.0.0.1');
          s.write('x');
          return failing(s);
        },
      ),
  ],
  [
    'a socket written after its end',
    defect,
    () =>
      answering(
        () => {},
        async (p) => {
          const s = net.connect(p, '127.0.0.1');
          await once(s, 'connect');
          s.end();
          s.write('x');
          return failing(s);
        },
      ),
  ],
  [
    'a socket written after it was destroyed',
    defect,
    () =>
      answering(
        () => {},
        (p) => {
          const s = net.connect(p, '127.0.0.1');
          s.destroy();
          return new Promise((_r, fail) => void s.write('x', fail));
        },
      ),
  ],
  ['a port that is none', defect, () => net.connect(99_999)],
  [
    'a port that is taken',
    ['resource|network', 'later', 'none'],
    ({ own }) => failing(net.createServer().listen(Number(new URL(own).port), '127.0.0.1')),
  ],
  [
    'an address that is not of this machine',
    ['network|resource', 'later|never', 'none'],
    () => failing(net.createServer().listen(0, '192.0.2.1')),
  ],
  [
    'a server that listens twice',
    defect,
    async () => {
      const s = net.createServer().listen(0);
      try {
        s.listen(0);
      } finally {
        s.close();
      }
    },
  ],
  [
    'a server closed that never listened',
    defect,
    () => new Promise((_r, fail) => void http.createServer().close(fail)),
  ],
  ['an address of this machine that nobody has', noWay, ({ closed }) => got(closed)],
  [
    'both addresses of this machine refuse',
    noWay,
    ({ closed }) => got(`http://localhost:${new URL(closed).port}`),
  ],
  ['no such host, asked by http', noWay, () => got('http://nowhere.invalid/')],
  [
    'no such host, resolved',
    noWay,
    async () => {
      const r = new dns.Resolver({ timeout: 200, tries: 1 });
      r.setServers(['127.0.0.1:1']);
      return r.resolve4('a.invalid');
    },
  ],
  [
    'a name server that is silent',
    noWay,
    async () => {
      const socket = createSocket('udp4');
      await new Promise<void>((done) => void socket.bind(0, '127.0.0.1', done));
      try {
        const r = new dns.Resolver({ timeout: 100, tries: 1 });
        r.setServers([`127.0.0.1:${socket.address().port}`]);
        return await r.resolve4('a.invalid');
      } finally {
        socket.close();
      }
    },
  ],
  [
    'a name that cannot be one',
    ['network|runtime', 'later|never', 'none|unknown'],
    () => dns.resolve4('..'),
  ],
  ['a name server that is none', defect, () => new dns.Resolver().setServers(['sideways'])],
  ['a header name that is none', defect, ({ own }) => got(own, { headers: { 'a b': '1' } })],
  ['a header value that is none', defect, ({ own }) => got(own, { headers: { a: 'a\nb' } })],
  ['a path with a blank', defect, ({ own }) => got(own, { path: '/a b' })],
  ['a method that is none', defect, ({ own }) => got(own, { method: 'A B' })],
  ['a scheme that is none', defect, () => http.get('gopher://a')],
  [
    'headers sent twice',
    defect,
    () =>
      new Promise((_resolve, fail) => {
        const s = http
          .createServer((_q, a) => {
            try {
              a.end('x');
              a.setHeader('a', 'b');
            } catch (error) {
              fail(error as Error);
            } finally {
              s.close();
            }
          })
          .listen(
            0,
            () =>
              void http.get({ port: (s.address() as net.AddressInfo).port }).on('error', () => {}),
          );
      }),
  ],
  [
    'an answer written after its end',
    defect,
    () =>
      new Promise((_resolve, fail) => {
        const s = http
          .createServer((_q, a) => {
            a.on('error', fail);
            a.end('x');
            a.write('y');
            s.close();
          })
          .listen(
            0,
            () =>
              void http.get({ port: (s.address() as net.AddressInfo).port }).on('error', () => {}),
          );
      }),
  ],
  [
    'a status that is none',
    defect,
    () =>
      new Promise((_resolve, fail) => {
        const s = http
          .createServer((_q, a) => {
            try {
              a.writeHead(42);
            } catch (error) {
              fail(error as Error);
              a.end();
            } finally {
              s.close();
            }
          })
          .listen(
            0,
            () =>
              void http.get({ port: (s.address() as net.AddressInfo).port }).on('error', () => {}),
          );
      }),
  ],
  [
    'TLS to a server that speaks none',
    noWay,
    ({ own }) => failing(tls.connect(Number(new URL(own).port), '127.0.0.1')),
  ],
  [
    'TLS cut in the handshake',
    ['network', 'later', 'none|unknown'],
    () =>
      answering(
        (s) => void s.once('data', () => s.destroy()),
        (p) => failing(tls.connect(p, '127.0.0.1')),
      ),
  ],
  [
    'a certificate that does not parse',
    defect,
    () => tls.createSecureContext({ cert: 'no', key: 'no' }),
  ],
  ['HTTP/2 to nobody', noWay, ({ closed }) => failing(http2.connect(closed))],
  [
    'HTTP/2 to a server that speaks HTTP/1',
    reset,
    ({ own }) => {
      const s = http2.connect(own);
      s.request({ ':path': '/' }).on('error', () => {});
      return failing(s);
    },
  ],
  [
    'HTTP/2 closed by its caller',
    ['network|runtime', 'never|later', 'unknown'],
    ({ own }) => {
      const s = http2.connect(own);
      s.on('error', () => {});
      s.destroy();
      return s.request({ ':path': '/' });
    },
  ],
  [
    'a message that is too large',
    ['network|runtime|validation', 'never|later', 'none|unknown'],
    () => {
      const s = createSocket('udp4');
      return new Promise((_r, fail) =>
        s.send(Buffer.alloc(99_999), 9, '127.0.0.1', (e) => {
          s.close();
          fail(e as Error);
        }),
      );
    },
  ],
  [
    'a socket of messages that is closed',
    defect,
    () => {
      const s = createSocket('udp4');
      s.close();
      s.send('a', 9);
    },
  ],
  ['an IP address that is none', defect, () => new net.BlockList().addAddress('sideways')],
];

/** Sockets, servers and name servers. */
export const nodeNetworkSituations: readonly Situation[] = network.map(situationAt('anywhere'));
