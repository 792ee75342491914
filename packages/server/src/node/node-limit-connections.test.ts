import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import { limitConnections, type LimitConnectionsOptions } from './node-limit-connections.ts';

const ok: RequestListener = (_, outgoing) => void outgoing.end('ok');
const much: RequestListener = (_, outgoing) => void outgoing.end(Buffer.alloc(20_000_000));
const refusing: RequestListener = (_, outgoing) => void outgoing.writeHead(413).end('too large');

async function setUp(limits: LimitConnectionsOptions = {}, listener: RequestListener = ok) {
  const lines: RequestLog[] = [];
  const paths: (string | undefined)[] = [];
  const server = createServer((incoming, outgoing) => {
    paths.push(incoming.url);
    listener(incoming, outgoing);
  });
  limitConnections(server, { log: (line) => lines.push(line), ...limits });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  const connect = async (host = '127.0.0.1') => {
    const socket = createConnection({ port, host: '127.0.0.1', localAddress: host });
    socket.on('error', () => {});
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  /** Sends bytes and returns all bytes that the server sends until it ends the connection. */
  const talk = async (...bytes: readonly (string | Uint8Array)[]): Promise<string> => {
    const socket = await connect();
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    for (const some of bytes) socket.write(some);
    await once(socket, 'close');
    return heard;
  };
  const open = (): Promise<number> =>
    new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  return { server, port, lines, paths, connect, talk, open };
}

const get = (path = '/', ...fields: readonly string[]): string =>
  `GET ${path} HTTP/1.1\r\n${['host: localhost', ...fields].join('\r\n')}\r\n\r\n`;

const statusesOf = (heard: string): readonly number[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

function problemIn(heard: string) {
  const [head = '', body = ''] = heard.slice(heard.lastIndexOf('HTTP/1.1')).split('\r\n\r\n');
  const headers = new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(': ', 2) as [string, string]),
  );
  return { headers, problem: JSON.parse(body) as Record<string, unknown> };
}

const malformed: readonly (readonly [why: string, status: number, bytes: string | Uint8Array])[] = [
  ['no HTTP at all', 400, 'hello there\r\n\r\n'],
  ['the start of a TLS connection', 400, Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])],
  ['another version', 400, 'GET / HTTP/3.7\r\nhost: a\r\n\r\n'],
  ['HTTP/2 as a text', 400, 'GET / HTTP/2.0\r\nhost: a\r\n\r\n'],
  ['HTTP/0.9', 400, 'GET /\r\n\r\n'],
  ['a method that no server knows', 501, 'BREW /pot HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['CONNECT', 501, 'CONNECT example.org:443 HTTP/1.1\r\nhost: example.org:443\r\n\r\n'],
  ['no Host', 400, 'GET / HTTP/1.1\r\n\r\n'],
  ['an empty Host', 400, 'GET / HTTP/1.1\r\nhost:\r\n\r\n'],
  ['two Hosts', 400, 'GET / HTTP/1.1\r\nhost: a\r\nHost: b\r\n\r\n'],
  ['the same Host twice', 400, 'GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n'],
  ['two Hosts on HTTP/1.0', 400, 'GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n'],
  ['a Host with a space', 400, 'GET / HTTP/1.1\r\nhost: a b\r\n\r\n'],
  ['a Host with a path', 400, 'GET / HTTP/1.1\r\nhost: a/b\r\n\r\n'],
  ['a Host with a user', 400, 'GET / HTTP/1.1\r\nhost: a@b\r\n\r\n'],
  ['a Host with two ports', 400, 'GET / HTTP/1.1\r\nhost: a:1:2\r\n\r\n'],
  ['a Host with a port that is none', 400, 'GET / HTTP/1.1\r\nhost: a:99999\r\n\r\n'],
  ['a list of Hosts', 400, 'GET / HTTP/1.1\r\nhost: a, b\r\n\r\n'],
  ['a Host in brackets that is no address', 400, 'GET / HTTP/1.1\r\nhost: [::g]\r\n\r\n'],
  ['a Host that is spelled otherwise', 400, 'GET / HTTP/1.1\r\nhost: 0x7f.1\r\n\r\n'],
  ['a Host with percent signs', 400, 'GET / HTTP/1.1\r\nhost: a%00b\r\n\r\n'],
  ['a path without a slash', 400, 'GET a HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['a backslash in the path', 400, 'GET /\\evil HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['an address of another scheme', 400, 'GET ftp://a/ HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['an address of another host', 400, 'GET http://b/ HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['an address that is none', 400, 'GET http://[/ HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['the whole server', 400, 'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['a bare line feed', 400, 'GET / HTTP/1.1\nhost: a\n\n'],
  ['a header without a name', 400, 'GET / HTTP/1.1\r\nhost: a\r\n: b\r\n\r\n'],
  ['a header with NUL', 400, 'GET / HTTP/1.1\r\nhost: a\r\nb: \0\r\n\r\n'],
  ['a folded header', 400, 'GET / HTTP/1.1\r\nhost: a\r\n b\r\n\r\n'],
  ['a space before the colon', 400, 'GET / HTTP/1.1\r\nhost : a\r\n\r\n'],
  [
    'two lengths',
    400,
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  ],
  ['a length that is none', 400, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n'],
  [
    'a length and a transfer encoding',
    400,
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'a transfer encoding that does not end in chunked',
    400,
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, gzip\r\n\r\n',
  ],
  [
    'a body that is compressed on the way',
    501,
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'a body that is compressed on the way, in two fields',
    501,
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunks in HTTP/1.0',
    400,
    'POST / HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['an expectation that is not met', 417, get('/', 'expect: tea')],
  ['an address that is too long', 414, get(`/${'a'.repeat(9000)}`)],
  ['header fields that are too long', 431, get('/', `a: ${'b'.repeat(20_000)}`)],
  [
    'too many header fields',
    431,
    get('/', ...Array.from({ length: 101 }, (_, index) => `a${index}: b`)),
  ],
  ['10,000 header fields', 431, get('/', ...Array.from({ length: 10_000 }, () => 'a: b'))],
  ['an address of 100 kB', 431, get(`/${'a'.repeat(100_000)}`)],
];

describe('a request that no app should see', () => {
  it.each(malformed)('is answered as a problem by name: %s', async (_, status, bytes) => {
    const { talk, lines, paths } = await setUp();
    const heard = await talk(bytes);
    expect(statusesOf(heard)).toEqual([status]);
    const { headers, problem } = problemIn(heard);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    const ids = { requestId: headers.get('x-request-id'), incidentId: expect.any(String) };
    expect(ids.requestId).toBeTruthy();
    expect(problem).toMatchObject({ status, ...ids });
    expect(lines).toMatchObject([
      { level: 'warn', status, ...ids, failure: { code: problem['code'] } },
    ]);
    expect(paths).toEqual([]);
  });

  it('keeps the ids that the client has given it', async () => {
    const { talk, lines } = await setUp();
    const heard = await talk(
      'GET / HTTP/1.1\r\nx-request-id: abcdefgh-12345678\r\nhost: a\r\nhost: b\r\n\r\n',
    );
    expect(problemIn(heard).headers.get('x-request-id')).toBe('abcdefgh-12345678');
    expect(lines).toMatchObject([{ method: 'GET', requestId: 'abcdefgh-12345678' }]);
  });

  it('is answered after the good requests before it, on the same connection', async () => {
    const { talk, paths } = await setUp();
    for (const bad of ['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n']) {
      expect(statusesOf(await talk(get('/1') + get('/2') + bad + get('/3')))).toEqual([
        200, 200, 400,
      ]);
    }
    expect(paths).toEqual(['/1', '/2', '/1', '/2']);
  });

  it('breaks off in the middle of a chunk of its body', async () => {
    const { talk } = await setUp({}, (incoming, outgoing) => {
      incoming.resume().once('end', () => outgoing.end());
    });
    const head = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n';
    expect(statusesOf(await talk(`${head}zz\r\n`))).toEqual([400]);
    expect(statusesOf(await talk(`${head}1;${'e'.repeat(20_000)}\r\na\r\n`))).toEqual([413]);
    expect(
      statusesOf(await talk(`${head}0\r\n${`a: ${'b'.repeat(1000)}\r\n`.repeat(30)}`)),
    ).toEqual([431]);
  });

  it('is not one with the host in its address, without a host on HTTP/1.0, or with 100-continue', async () => {
    const { talk } = await setUp();
    const close = 'connection: close\r\n\r\n';
    for (const [bytes, statuses] of [
      [`GET http://a.example:80/x HTTP/1.1\r\nhost: A.example\r\n${close}`, [200]],
      [`GET / HTTP/1.1\r\nhost: [::1]:8080\r\n${close}`, [200]],
      [`GET /?a=\\b HTTP/1.1\r\nhost: a_b\r\n${close}`, [200]],
      ['GET / HTTP/1.0\r\n\r\n', [200]],
      [`GET / HTTP/1.1\r\nhost: a\r\nupgrade: h2c\r\n${close}`, [200]],
      [`GET / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n${close}`, [100, 200]],
    ] as const) {
      expect([bytes, statusesOf(await talk(bytes))]).toEqual([bytes, statuses]);
    }
  });
});

describe('requests that come all at once on one connection', () => {
  it('begin one after another, in their order', async () => {
    let running = 0;
    let most = 0;
    const { talk, paths } = await setUp({}, (_, outgoing) => {
      most = Math.max(most, ++running);
      setImmediate(() => {
        running -= 1;
        outgoing.end();
      });
    });
    const heard = await talk(get('/1') + get('/2') + get('/3', 'connection: close'));
    expect(statusesOf(heard)).toEqual([200, 200, 200]);
    expect([most, paths]).toEqual([1, ['/1', '/2', '/3']]);
  });

  it('are answered up to the limit, and the next one gets 429', async () => {
    const { talk, paths, lines } = await setUp({ maxPipelined: 3 });
    const heard = await talk(get('/x').repeat(2000));
    expect(statusesOf(heard)).toEqual([200, 200, 200, 200, 429]);
    expect(paths).toHaveLength(4);
    expect(lines).toMatchObject([{ status: 429, failure: { code: 'RATE_LIMITED' } }]);
  });
});

describe('a client that takes its time', () => {
  it('has a limited time for its header fields, and then gets 408', async () => {
    const { connect, lines } = await setUp({ headersMs: 100 });
    const socket = await connect();
    const trickle = setInterval(() => socket.write('a: b\r\n'), 20);
    onTestFinished(() => clearInterval(trickle));
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n');
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    expect(statusesOf(String(bytes))).toEqual([408]);
    await once(socket, 'close');
    expect(lines).toMatchObject([{ status: 408, failure: { code: 'REQUEST_TIMEOUT' } }]);
  });

  it('has a limited time for its whole request, and then gets 408', async () => {
    const { connect } = await setUp({ requestMs: 150 }, (incoming, outgoing) => {
      incoming
        .on('error', () => {})
        .on('end', () => outgoing.end())
        .resume();
    });
    const socket = await connect();
    const trickle = setInterval(() => socket.write('a'), 20);
    onTestFinished(() => clearInterval(trickle));
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n');
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    expect(statusesOf(String(bytes))).toEqual([408]);
    await once(socket, 'close');
  });

  it('cannot exceed the limit on all unfinished bodies, and the oldest request gets 503', async () => {
    const { connect, open } = await setUp(
      { maxUnfinishedBytes: 350_000, lingerMs: 100 },
      (incoming, outgoing) => {
        incoming
          .on('error', () => {})
          .on('data', () => {})
          .on('end', () => outgoing.end());
      },
    );
    const answers: string[] = [];
    for (let client = 0; client < 4; client += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one is older than the next
      const socket = await connect();
      socket.on('data', (bytes) => (answers[client] = String(bytes)));
      socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n');
      socket.write(Buffer.alloc(100_000));
    }
    await expect.poll(open).toBe(3);
    expect(answers.map((answer) => statusesOf(answer))).toEqual([[503]]);
  });

  it('holds no more of bodies that wait behind a slow answer than all clients may', async () => {
    const { connect, paths } = await setUp({ maxUnfinishedBytes: 350_000 }, (_, outgoing) => {
      setTimeout(() => outgoing.end('slow'), 500);
    });
    const post = `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 60000\r\n\r\n${'a'.repeat(60_000)}`;
    const heard = await Promise.all(
      [10, 1].map(async (count) => {
        const socket = await connect();
        let answers = '';
        socket.on('data', (bytes) => (answers += String(bytes)));
        socket.write(get('/first', count === 1 ? 'connection: close' : 'accept: */*'));
        if (count > 1) socket.write(post.repeat(count));
        await once(socket, 'close');
        return statusesOf(answers);
      }),
    );
    expect(heard).toEqual([[200, 503], [200]]);
    expect(paths).toEqual(['/first', '/first']);
  });

  it('loses its connection when it sends nothing, or only empty lines between two requests', async () => {
    const { connect, open } = await setUp({ headersMs: 100, keepAliveMs: 100 });
    await connect();
    const socket = await connect();
    socket.write(get());
    await once(socket, 'data');
    const trickle = setInterval(() => socket.write('\r\n'), 20);
    onTestFinished(() => clearInterval(trickle));
    await expect.poll(open, { timeout: 5000 }).toBe(0);
  });

  it('may wait without a limit while the server works', async () => {
    const { connect } = await setUp(
      { headersMs: 50, requestMs: 50, keepAliveMs: 50, writeMs: 50 },
      (_, outgoing) => void setTimeout(() => outgoing.end('late'), 400),
    );
    const socket = await connect();
    socket.write(get());
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    expect(String(bytes)).toMatch(/^HTTP\/1\.1 200 .*late$/s);
  });
});

describe('a reader', () => {
  it('loses its connection when it reads nothing of its answer, and so do fifty', async () => {
    const { connect, open, lines, paths } = await setUp({ writeMs: 200 }, much);
    const readers = await Promise.all(Array.from({ length: 50 }, () => connect()));
    for (const socket of readers) socket.pause().write(get());
    await expect.poll(open).toBe(0);
    expect(paths).toHaveLength(50);
    expect(lines).toHaveLength(50);
    expect(lines[0]).toMatchObject({ method: 'GET', failure: { code: 'REQUEST_TIMEOUT' } });
  });

  it('loses its connection as well when it reads nothing from a socket of the file system', async () => {
    const lines: RequestLog[] = [];
    const server = createServer(much);
    limitConnections(server, { writeMs: 200, log: (line) => lines.push(line) });
    const folder = await mkdtemp(join(tmpdir(), 'sockets-'));
    const file = join(folder, 'server');
    server.listen(file);
    await once(server, 'listening');
    const socket = createConnection(file);
    onTestFinished(async () => {
      socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    });
    socket.pause().write(get());
    await expect.poll(() => lines).toMatchObject([{ status: 408 }]);
    const open = (): Promise<number> =>
      new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
    await expect.poll(open).toBe(0);
  });

  it('loses its connection as well when it reads a little now and then', async () => {
    const { connect, open } = await setUp({ writeMs: 300, minBytesPerSecond: 100_000_000 }, much);
    const socket = await connect();
    socket.write(get());
    const sip = setInterval(() => socket.read(1000), 20);
    onTestFinished(() => clearInterval(sip));
    socket.on('readable', () => {});
    await expect.poll(open).toBe(0);
  });

  it('keeps a silent stream, and loses an endless stream that it does not read', async () => {
    const { connect, open } = await setUp({ writeMs: 100 }, (incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      if (incoming.url === '/silent') {
        setTimeout(() => outgoing.end('data: 2\n\n'), 600);
        return;
      }
      const more = (): void => {
        while (outgoing.write(Buffer.alloc(65_536)));
        outgoing.once('drain', more);
      };
      more();
    });
    const deaf = await connect();
    deaf.pause().write(get('/flood'));
    const silent = await connect();
    let heard = '';
    silent.on('data', (bytes) => (heard += String(bytes)));
    silent.write(get('/silent'));
    await expect.poll(open).toBe(1);
    await expect.poll(() => heard).toContain('data: 2');
  });
});

describe('a body that the app does not read', () => {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000\r\n\r\n';

  it('is read for a moment only, at any speed, and its client gets the answer', async () => {
    const { connect, open } = await setUp({ maxUnreadBytes: 1_000_000 }, refusing);
    const socket = await connect();
    let heard = '';
    socket.on('data', (bytes) => (heard += String(bytes)));
    let sent = 0;
    const piece = Buffer.alloc(65_536);
    const more = (): void => {
      do sent += piece.length;
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', more);
    socket.write(head);
    more();
    await expect.poll(open).toBe(0);
    expect(heard).toMatch(/^HTTP\/1\.1 413 .*too large/s);
    expect(sent).toBeLessThan(50_000_000);
  });

  it('keeps the answer from no client that reads it only after it has written much', async () => {
    let server: Socket | undefined;
    const { connect } = await setUp({ lingerMs: 60_000 }, (incoming, outgoing) => {
      server = incoming.socket;
      refusing(incoming, outgoing);
    });
    const socket = await connect();
    socket.write(head);
    for (let sent = 0; sent < 8_000_000; sent += 65_536) socket.write(Buffer.alloc(65_536));
    await expect.poll(() => server?.bytesRead).toBeGreaterThan(262_144);
    let heard = '';
    socket.on('data', (bytes) => (heard += String(bytes)));
    await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 413 .*too large/s);
    expect(server?.bytesRead).toBeLessThan(2_000_000);
  });

  it('holds no connection when it does not arrive', async () => {
    const { connect, open } = await setUp({ lingerMs: 100 }, refusing);
    const socket = await connect();
    socket.write(head);
    await once(socket, 'data');
    // By default the server reads on for a second.
    await expect.poll(open, { timeout: 1000 }).toBe(0);
  });

  it('leaves the connection as it is when it was short', async () => {
    const { talk } = await setUp({ lingerMs: 50 }, refusing);
    const short = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc';
    expect(statusesOf(await talk(short + short + get('/', 'connection: close')))).toEqual([
      413, 413, 413,
    ]);
  });
});

it('drops late bodies on one connection again and again, without a listener for each', async () => {
  const { connect } = await setUp({}, refusing);
  const warnings: unknown[] = [];
  const warn = (warning: unknown): void => void warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  const socket = await connect();
  for (let round = 0; round < 20; round += 1) {
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n');
    // oxlint-disable-next-line no-await-in-loop
    expect(statusesOf(String(await once(socket, 'data')))).toEqual([413]);
    socket.write('abc');
  }
  expect(warnings).toEqual([]);
});

describe('too many connections', () => {
  it('end the connection that has been idle for the longest', async () => {
    const { connect, open, talk } = await setUp({ maxConnections: 3 });
    const first = await connect();
    const ended = once(first, 'close');
    await connect();
    await connect();
    expect(statusesOf(await talk(get('/', 'connection: close')))).toEqual([200]);
    await ended;
    expect(await open()).toBe(2);
  });

  it('leave no room when all are busy: the next client gets 503 and Retry-After', async () => {
    const { connect, talk, lines, paths } = await setUp({ maxConnections: 2 }, () => {});
    for (const socket of [await connect(), await connect()]) socket.write(get());
    await expect.poll(() => paths).toHaveLength(2);
    const heard = await talk(get());
    expect(statusesOf(heard)).toEqual([503]);
    expect(problemIn(heard).headers.get('retry-after')).toBe('1');
    expect(lines).toMatchObject([{ status: 503, failure: { code: 'UNAVAILABLE' } }]);
  });

  it('of one address leave room for others, and loopback has no such limit', async () => {
    const { open, connect } = await setUp({ maxPerAddress: 1 }, () => {});
    const sockets = await Promise.all([connect(), connect(), connect('127.0.0.2')]);
    for (const socket of sockets) socket.write(get());
    await expect.poll(open).toBe(3);
  });

  it('of one address end its own longest idle connection, and then the client gets 429', async () => {
    const { server, connect, open, talk, paths } = await setUp({ maxPerAddress: 2 }, () => {});
    let address = '192.0.2.1';
    server.prependListener('connection', (socket: Socket) => {
      Object.defineProperty(socket, 'remoteAddress', { value: address });
    });
    const idle = await connect();
    const ended = once(idle, 'close');
    for (const socket of [await connect(), await connect()]) socket.write(get());
    await ended;
    await expect.poll(() => paths).toHaveLength(2);
    expect(statusesOf(await talk(get()))).toEqual([429]);
    address = '2001:db8::1';
    (await connect()).write(get());
    await expect.poll(() => paths).toHaveLength(3);
    await expect.poll(open).toBe(3);
  });

  it('of a proxy carry all users, and have no limit of their own', async () => {
    const { server, connect, open } = await setUp({ maxPerAddress: 1, proxies: ['192.0.2.0/24'] });
    server.prependListener('connection', (socket: Socket) => {
      Object.defineProperty(socket, 'remoteAddress', { value: '192.0.2.1' });
    });
    await Promise.all([connect(), connect(), connect()]);
    await expect.poll(open).toBe(3);
  });

  it('are a thousand clients, and the server answers all of them', async () => {
    const { connect } = await setUp();
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => connect()));
    const answers = await Promise.all(
      sockets.map(async (socket) => {
        socket.write(get());
        const [bytes] = (await once(socket, 'data')) as [Buffer];
        return statusesOf(String(bytes))[0];
      }),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
  });
});

describe('another protocol', () => {
  it('does not end the process when it breaks off', async () => {
    const { server, connect, open } = await setUp();
    server.on('upgrade', () => {});
    for (const bytes of [
      'CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n',
      get('/', 'connection: upgrade', 'upgrade: websocket'),
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      const socket = await connect();
      socket.write(bytes);
      // oxlint-disable-next-line no-await-in-loop
      await expect.poll(open).toBe(1);
      socket.resetAndDestroy();
      // oxlint-disable-next-line no-await-in-loop
      await expect.poll(open).toBe(0);
    }
  });

  it('goes to the app that listens for it, and is refused by name when the app does not take it', async () => {
    const { server, connect } = await setUp({ headersMs: 100 });
    server.on('upgrade', (incoming, socket) => {
      if (incoming.url === '/taken') socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    });
    const upgrade = ['connection: upgrade', 'upgrade: websocket'];
    const taken = await connect();
    taken.write(get('/taken', ...upgrade));
    expect(String(await once(taken, 'data'))).toMatch(/^HTTP\/1\.1 101/);
    const left = await connect();
    left.write(get('/left', ...upgrade));
    expect(statusesOf(String(await once(left, 'data')))).toEqual([501]);
    await once(left, 'close');
    expect(taken.destroyed).toBe(false);
  });
});
