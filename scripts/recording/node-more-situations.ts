import { exec, execFile, spawn } from 'node:child_process';
import * as crypto from 'node:crypto';
import { createSocket } from 'node:dgram';
import dns from 'node:dns/promises';
import { EventEmitter, once } from 'node:events';
import * as fs from 'node:fs/promises';
import { createReadStream, createWriteStream, watch } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline, finished } from 'node:stream/promises';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import vm from 'node:vm';
import { MessageChannel, Worker } from 'node:worker_threads';
import zlib from 'node:zlib';
import type { Situation, Stage, Truth } from './situation.ts';

const refused: Truth = ['storage', 'never', 'none'];
const defect: Truth = ['runtime', 'never', 'unknown'];
const unreadable: Truth = ['validation|runtime|security', 'never', 'unknown'];
const reset: Truth = ['network', 'later', 'unknown'];
const noWay: Truth = ['network', 'later', 'none'];
const missing: Truth = ['chunk', 'never|later', 'none|unknown'];
const broke: Truth = ['worker', 'never', 'unknown'];

type Line = readonly [about: string, truth: Truth, run: (stage: Stage) => unknown];

const failing = <T>(emitter: EventEmitter): Promise<T> =>
  new Promise((_resolve, reject) => void emitter.once('error', reject));

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'recording-'));
  try {
    return await work(folder);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}
const at =
  (work: (folder: string) => unknown): (() => unknown) =>
  () =>
    inFolder(work);
const require = createRequire(import.meta.url);

const files: readonly Line[] = [
  ['a file that is missing', refused, () => fs.readFile('/nowhere/at/all')],
  ['a file that is missing, removed', refused, () => fs.unlink('/nowhere/at/all')],
  ['a file that is missing, streamed', refused, () => failing(createReadStream('/nowhere'))],
  ['a file that is missing, watched', refused, () => watch('/nowhere/at/all')],
  ['a folder that is missing, listed', refused, () => fs.readdir('/nowhere')],
  [
    'a folder that is missing, written into',
    refused,
    () => failing(createWriteStream('/nowhere/a')),
  ],
  ['a folder read as a file', refused, () => fs.readFile('/tmp')],
  ['a folder written as a file', refused, () => fs.writeFile('/tmp', 'x')],
  ['a file listed as a folder', refused, () => fs.readdir('/etc/hosts')],
  ['a file inside of a file', refused, () => fs.readFile('/etc/hosts/a')],
  ['a folder made twice', refused, at((f) => fs.mkdir(f))],
  [
    'a file that must be new and is not',
    refused,
    at(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.writeFile(path.join(f, 'a'), '', { flag: 'wx' });
    }),
  ],
  [
    'a folder removed that is not empty',
    refused,
    at(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.rmdir(f);
    }),
  ],
  ['a folder removed as a file', refused, at((f) => fs.rm(f))],
  ['a name that is too long', refused, () => fs.readFile(`/tmp/${'x'.repeat(300)}`)],
  [
    'a link in a circle',
    refused,
    at(async (f) => {
      await fs.symlink(path.join(f, 'b'), path.join(f, 'a'));
      await fs.symlink(path.join(f, 'a'), path.join(f, 'b'));
      await fs.readFile(path.join(f, 'a'));
    }),
  ],
  ['a link read that is none', refused, () => fs.readlink('/etc/hosts')],
  [
    'a file moved to another disk',
    refused,
    at(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.rename(path.join(f, 'a'), `/dev/shm/recording-${process.pid}`);
    }),
  ],
  ['a folder moved into itself', refused, at((f) => fs.rename(f, path.join(f, 'a')))],
  ['a folder copied as a file', refused, at((f) => fs.cp(f, path.join(f, '..', 'b')))],
  [
    'a handle used after it was closed',
    ['storage|runtime', 'never', 'none|unknown'],
    at(async (f) => {
      const h = await fs.open(path.join(f, 'a'), 'w');
      await h.close();
      await h.write('x');
    }),
  ],
  [
    'a handle that may only be read',
    ['storage|runtime', 'never', 'none|unknown'],
    async () => {
      const h = await fs.open('/etc/hosts');
      try {
        await h.write('x');
      } finally {
        await h.close();
      }
    },
  ],
  [
    'a folder closed twice',
    defect,
    at(async (f) => {
      const d = await fs.opendir(f);
      await d.close();
      await d.close();
    }),
  ],
  [
    'a file that the system keeps to itself',
    ['storage', 'never|later', 'none|unknown'],
    () => fs.writeFile('/proc/version', 'x'),
  ],
  [
    'a disk that may only be read',
    ['storage', 'never|later', 'none|unknown'],
    () => fs.writeFile('/proc/sys/kernel/none', 'x'),
  ],
  ['a mount removed', ['storage|resource', 'later|never', 'none'], () => fs.rmdir('/proc')],
  [
    'a program overwritten while it runs',
    ['storage|resource', 'later', 'none'],
    () => fs.writeFile('/proc/self/exe', 'x', { flag: 'r+' }),
  ],
  [
    'a full disk, streamed',
    ['quota', 'later', 'none|unknown'],
    () => failing(createWriteStream('/dev/full').end('x'.repeat(9))),
  ],
  [
    'a full disk, through a handle',
    ['quota', 'later', 'none|unknown'],
    async () => {
      const h = await fs.open('/dev/full', 'w');
      try {
        await h.write('x');
      } finally {
        await h.close();
      }
    },
  ],
  ['a path with a null byte', defect, () => fs.readFile('/tmp/\0')],
  ['a mode that is none', defect, () => fs.open('/tmp/a', 'sideways')],
  ['an encoding that is none', defect, () => fs.readFile('/etc/hosts', 'sideways' as never)],
  ['a folder to change to that is missing', refused, () => process.chdir('/nowhere')],
  [
    'a file read after it was given up',
    ['network', 'never', 'unknown'],
    () => {
      const c = new AbortController();
      const read = fs.readFile('/dev/zero', { signal: c.signal });
      setTimeout(() => c.abort(), 10);
      return read;
    },
  ],
];

const processes: readonly Line[] = [
  [
    'a program that is missing',
    ['storage|runtime', 'never', 'none'],
    () => failing(spawn('no-such-program-at-all')),
  ],
  [
    'a program that may not run',
    ['storage|security', 'never', 'none'],
    () => failing(spawn('/etc/hosts')),
  ],
  [
    'a program in a folder that is missing',
    ['storage|runtime', 'never', 'none'],
    () => failing(spawn('true', { cwd: '/nowhere' })),
  ],
  ['a program that fails', ['runtime', 'never', 'unknown'], () => promisify(execFile)('false')],
  [
    'a program that says too much',
    ['resource|runtime', 'never', 'unknown'],
    () => promisify(exec)('yes | head -c 100000', { maxBuffer: 10 }),
  ],
  [
    'a program given up',
    ['network', 'never', 'unknown'],
    () =>
      promisify(execFile)('sleep', ['5'], { signal: AbortSignal.timeout(20) }).catch(
        (e: unknown) => {
          throw e;
        },
      ),
  ],
  [
    'a program that takes no more',
    reset,
    async () => {
      const child = spawn('true');
      await once(child, 'exit');
      child.stdin.write('x');
      return failing(child.stdin);
    },
  ],
  [
    'a process that is gone',
    ['runtime|storage|resource', 'never', 'none|unknown'],
    () => process.kill(2_147_483_646, 0),
  ],
  ['a signal that is none', defect, () => process.kill(process.pid, 'SIGSIDEWAYS')],
];

const bytes: readonly Line[] = [
  ['gunzip of noise', unreadable, () => promisify(zlib.gunzip)(Buffer.from('noise'))],
  [
    'gunzip of half',
    unreadable,
    () => promisify(zlib.gunzip)(zlib.gzipSync('a'.repeat(99)).subarray(0, 15)),
  ],
  [
    'gunzip of what was changed',
    unreadable,
    () => {
      const b = zlib.gzipSync('a'.repeat(99));
      b[b.length - 5]! ^= 1;
      return zlib.gunzipSync(b);
    },
  ],
  ['inflate of noise', unreadable, () => zlib.inflateSync(Buffer.from('noise'))],
  [
    'inflate of what needs a dictionary',
    unreadable,
    () => zlib.inflateSync(zlib.deflateSync('a', { dictionary: Buffer.from('b') })),
  ],
  [
    'inflate with another dictionary',
    unreadable,
    () =>
      zlib.inflateSync(zlib.deflateSync('a', { dictionary: Buffer.from('b') }), {
        dictionary: Buffer.from('c'),
      }),
  ],
  [
    'brotli of noise',
    unreadable,
    () => promisify(zlib.brotliDecompress)(Buffer.from('noise of no kind')),
  ],
  [
    'brotli of half',
    unreadable,
    () => zlib.brotliDecompressSync(zlib.brotliCompressSync('a'.repeat(9999)).subarray(0, 5)),
  ],
  ['zstd of noise', unreadable, () => zlib.zstdDecompressSync(Buffer.from('noise'))],
  [
    'gunzip of more than is allowed',
    ['resource|validation|runtime', 'never', 'unknown'],
    () => zlib.gunzipSync(zlib.gzipSync('a'.repeat(9999)), { maxOutputLength: 10 }),
  ],
  [
    'gunzip as a stream, of noise',
    unreadable,
    () =>
      pipeline(
        Readable.from([Buffer.from('noise')]),
        zlib.createGunzip(),
        new PassThrough().resume(),
      ),
  ],
  [
    'gunzip as a stream, cut',
    unreadable,
    () =>
      pipeline(
        Readable.from([zlib.gzipSync('a'.repeat(99)).subarray(0, 15)]),
        zlib.createGunzip(),
        new PassThrough().resume(),
      ),
  ],
  ['a window that is too large', defect, () => zlib.createGzip({ windowBits: 99 })],
  ['a level that is none', defect, () => zlib.gzipSync('a', { level: 99 })],
  [
    'bytes that are no text',
    unreadable,
    () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from([255])),
  ],
  ['a buffer written beyond its end', defect, () => Buffer.alloc(1).writeUInt32LE(1)],
  ['a number that does not fit', defect, () => Buffer.alloc(8).writeUInt8(999)],
  [
    'a buffer of text that is too long',
    defect,
    () => Buffer.alloc(2 ** 29 + 24).toString('latin1'),
  ],
  ['a buffer of an encoding that is none', defect, () => Buffer.from('a', 'sideways' as never)],
  ['a buffer of nothing', defect, () => Buffer.from(undefined as never)],
];

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
    at(async (f) => {
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

const streams: readonly Line[] = [
  [
    'a stream written after its end',
    defect,
    () => {
      const s = new PassThrough();
      s.end();
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream written after it was destroyed',
    defect,
    () => {
      const s = new PassThrough();
      s.destroy();
      return new Promise((_r, fail) => void s.write('x', fail));
    },
  ],
  [
    'a stream fed after its end',
    defect,
    () => {
      const s = new Readable({ read() {} });
      s.push(null);
      s.push('x');
      return failing(s);
    },
  ],
  ['a stream written nothing', defect, () => new PassThrough().write(null)],
  [
    'a stream that cannot write',
    defect,
    () => {
      const s = new Writable();
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream that cannot read',
    defect,
    () => {
      const s = new Readable();
      s.resume();
      return failing(s);
    },
  ],
  [
    'a stream that calls back twice',
    defect,
    () => {
      const s = new Transform({
        transform(_c, _e, done) {
          done();
          done();
        },
      });
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream that ended too soon, awaited',
    ['stream', 'later', 'unknown'],
    () => {
      const s = new PassThrough();
      setTimeout(() => s.destroy(), 5);
      return finished(s);
    },
  ],
  [
    'a stream that ended too soon, piped',
    ['stream', 'later', 'unknown'],
    () => {
      const from = new Readable({ read() {} });
      setTimeout(() => from.destroy(), 5);
      return pipeline(from, new PassThrough().resume());
    },
  ],
  [
    'a stream given up while it ran',
    ['network', 'never', 'unknown'],
    () => {
      const c = new AbortController();
      setTimeout(() => c.abort(), 5);
      return pipeline(new Readable({ read() {} }), new PassThrough().resume(), {
        signal: c.signal,
      });
    },
  ],
  [
    'a stream that ran out of time',
    ['policy|network', 'later|never', 'unknown'],
    () =>
      pipeline(new Readable({ read() {} }), new PassThrough().resume(), {
        signal: AbortSignal.timeout(5),
      }),
  ],
  ['a stream of what cannot be iterated', defect, () => Readable.from(5 as never)],
  [
    'a stream of the wrong pieces',
    defect,
    () => {
      const s = new Writable({ write: (_c, _e, done) => done() });
      s.write(5 as never);
    },
  ],
  [
    'a line asked after the end',
    defect,
    () => {
      const r = createInterface({ input: new PassThrough() });
      r.close();
      return r.question('a');
    },
  ],
  ['an error nobody listened to', defect, () => new EventEmitter().emit('error', 'no')],
];

const secrets: readonly Line[] = [
  ['a digest that is none', defect, () => crypto.createHash('sideways')],
  [
    'a cipher that is none',
    defect,
    () => crypto.createCipheriv('sideways', Buffer.alloc(16), Buffer.alloc(16)),
  ],
  [
    'a key of the wrong length',
    defect,
    () => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(3), Buffer.alloc(16)),
  ],
  [
    'a start of the wrong length',
    defect,
    () => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(3)),
  ],
  [
    'a secret that cannot be read',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      d.update(Buffer.alloc(16));
      return d.final();
    },
  ],
  [
    'a secret cut',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      d.update(Buffer.alloc(5));
      return d.final();
    },
  ],
  [
    'a secret that was changed',
    unreadable,
    () => {
      const d = crypto.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
      d.setAuthTag(Buffer.alloc(16));
      d.update(Buffer.alloc(5));
      return d.final();
    },
  ],
  ['a private key that is none', unreadable, () => crypto.createPrivateKey('no key')],
  [
    'a private key of noise',
    unreadable,
    () => crypto.createPrivateKey({ key: Buffer.from('noise'), format: 'der', type: 'pkcs8' }),
  ],
  ['a signature with no key', unreadable, () => crypto.createSign('sha256').update('a').sign('no')],
  [
    'a digest taken twice',
    defect,
    () => {
      const h = crypto.createHash('sha256');
      h.digest();
      return h.digest();
    },
  ],
  [
    'a comparison of two lengths',
    defect,
    () => crypto.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2)),
  ],
  ['a cost that is none', defect, () => crypto.scryptSync('a', 'b', 32, { N: 3 })],
  ['a curve that is none', defect, () => crypto.createECDH('sideways')],
  ['random bytes below zero', defect, () => crypto.randomBytes(-1)],
  ['a certificate that is none', unreadable, () => new crypto.X509Certificate('no')],
  ['a password without a digest', defect, () => crypto.pbkdf2Sync('a', 'b', 1, 32, 'sideways')],
];

const code: readonly Line[] = [
  ['a URL that is none', defect, () => new URL('nowhere')],
  ['a file of another scheme', defect, () => fileURLToPath('http://a')],
  ['a file of a host', defect, () => fileURLToPath('file://a/b')],
  ['a file with an escaped slash', defect, () => fileURLToPath('file:///a%2fb')],
  ['a module required that is missing', missing, () => require('./none.cjs')],
  ['a package required that is missing', missing, () => require('none-at-all')],
  ['a built-in module that is none', missing, () => import('node:sideways' as never)],
  ['a built-in module required that is none', missing, () => require('node:sideways')],
  ['a module of an extension that is none', missing, () => import('data:sideways,a' as never)],
  ['a module of a scheme that is none', missing, () => import('gopher://a/b' as never)],
  ['a folder imported', missing, at((f) => import(f))],
  ['a package that does not export it', missing, () => import('vitest/sideways' as never)],
  ['a name of a module that is none', missing, () => import('./a%2fb.js' as never)],
  [
    'JSON imported without saying so',
    missing,
    at(async (f) => {
      const file = path.join(f, 'a.json');
      await fs.writeFile(file, '{}');
      return import(file);
    }),
  ],
  [
    'an attribute that is none',
    missing,
    () => import('data:text/javascript,1' as never, { with: { type: 'sideways' } } as never),
  ],
  ['a pattern that is none', defect, () => vm.runInNewContext("new RegExp('(')")],
  [
    'a script that takes too long',
    ['policy|runtime', 'later|never', 'unknown'],
    () => vm.runInNewContext('for (;;);', {}, { timeout: 20 }),
  ],
  [
    'a script that does not parse',
    ['runtime|validation', 'never', 'unknown'],
    () => new vm.Script('}'),
  ],
  [
    'an argument that nobody knows',
    ['runtime|validation', 'never', 'unknown'],
    () => parseArgs({ args: ['--none'], options: {} }),
  ],
  [
    'an argument without its value',
    ['runtime|validation', 'never', 'unknown'],
    () => parseArgs({ args: ['--a'], options: { a: { type: 'string' } } }),
  ],
  ['an argument of the wrong kind', defect, () => path.join(5 as never)],
  ['a callback that is none', defect, () => process.nextTick(5 as never)],
  ['a timer of no function', defect, () => setTimeout(7 as never, 1)],
  ['a warning of no kind', defect, () => process.emitWarning(5 as never)],
  [
    'a variable of the environment that is a symbol',
    defect,
    () => {
      process.env[Symbol('a') as never] = 'b';
    },
  ],
  ['an option that may not be missing', defect, () => new net.Server().listen({} as never)],
  ['a limit of listeners below zero', defect, () => new EventEmitter().setMaxListeners(-1)],
  [
    'a message that cannot be cloned',
    defect,
    () => new MessageChannel().port1.postMessage(() => {}),
  ],
];

const started = (source: string, options: object = {}): Worker =>
  new Worker(source, { eval: true, ...options });

const workers: readonly Line[] = [
  ['a worker that misuses undefined', broke, () => failing(started('undefined.a'))],
  [
    'a worker that throws an error of the app',
    broke,
    () => failing(started('throw new Error("no")')),
  ],
  ['a worker that throws a string', broke, () => failing(started('throw "no"'))],
  ['a worker that throws nothing', broke, () => failing(started('throw undefined'))],
  ['a worker that rejects', broke, () => failing(started('Promise.reject(new RangeError("no"))'))],
  ['a worker that does not parse', broke, () => failing(started('const = ;'))],
  ['a worker that throws what cannot be cloned', broke, () => failing(started('throw () => {}'))],
  [
    'a worker whose file is missing',
    ['worker', 'never|later', 'none|unknown'],
    () => failing(new Worker('/nowhere/at/all.js')),
  ],
  [
    'a worker that needs a package that is missing',
    ['worker', 'never|later', 'none|unknown'],
    () => failing(started('require("none-at-all")')),
  ],
  [
    'a worker of a path that is none',
    ['worker', 'never', 'none|unknown'],
    () => new Worker('sideways.js'),
  ],
  [
    'a worker of an option that is none',
    ['worker', 'never', 'none|unknown'],
    () => started('', { execArgv: ['--sideways'] }),
  ],
  [
    'a worker of a limit that is none',
    ['worker', 'never', 'none|unknown'],
    () => started('', { resourceLimits: 5 }),
  ],
  [
    'a worker sent a function',
    ['worker', 'never', 'unknown'],
    () => {
      const w = started('');
      w.on('error', () => {});
      w.postMessage(() => {});
    },
  ],
  [
    'a worker made with a function',
    ['worker', 'never', 'unknown'],
    () => started('', { workerData: () => {} }),
  ],
  [
    'a worker sent the same twice',
    ['worker', 'never', 'unknown'],
    () => {
      const b = new ArrayBuffer(8);
      const w = started('');
      w.on('error', () => {});
      w.postMessage(b, [b, b]);
    },
  ],
  [
    'a worker out of memory',
    ['resource', 'later|never', 'unknown'],
    () =>
      failing(
        started('const a = []; for (;;) a.push(new Array(1e5).fill(1.5));', {
          resourceLimits: { maxOldGenerationSizeMb: 8 },
        }),
      ),
  ],
  [
    'a worker of a file that breaks',
    broke,
    at(async (f) => {
      const file = path.join(f, 'a.mjs');
      await fs.writeFile(file, 'undefined.a');
      return failing(new Worker(file));
    }),
  ],
  [
    'a worker that reads a file that is missing',
    broke,
    () => failing(started('require("node:fs").readFileSync("/nowhere")')),
  ],
];

const inMemory =
  (setUp: string, then: string): (() => unknown) =>
  () => {
    const database = new DatabaseSync(':memory:');
    database.exec(setUp);
    return database.exec(then);
  };
const broken: Truth = ['transaction', 'never', 'none'];
const query: Truth = ['storage', 'never', 'none'];
const databases: readonly Line[] = [
  [
    'a trigger that says no',
    broken,
    inMemory(
      "create table t (a); create trigger g before insert on t begin select raise(abort, 'no'); end",
      'insert into t values (1)',
    ),
  ],
  [
    'a reference that is gone at the commit',
    broken,
    inMemory(
      'pragma foreign_keys = on; create table a (id integer primary key); create table b (a references a deferrable initially deferred); begin; insert into b values (7)',
      'commit',
    ),
  ],
  [
    'two columns that must differ',
    broken,
    inMemory(
      'create table t (a, b, unique (a, b)); insert into t values (1, 1)',
      'insert into t values (1, 1)',
    ),
  ],
  [
    'a row id that is taken',
    broken,
    inMemory(
      'create table t (a); insert into t (rowid) values (1)',
      'insert into t (rowid) values (1)',
    ),
  ],
  ['a transaction begun twice', query, inMemory('begin', 'begin')],
  ['a commit of nothing', query, inMemory('', 'commit')],
  ['a savepoint that is missing', query, inMemory('', 'release none')],
  ['a table made twice', query, inMemory('create table t (a)', 'create table t (a)')],
  ['a function that is missing', query, inMemory('', 'select none()')],
  ['too few values', query, inMemory('create table t (a, b)', 'insert into t values (1)')],
  ['a number that overflows', query, inMemory('', 'select abs(-9223372036854775808)')],
  ['JSON that is none', query, inMemory('', "select json('{')")],
  [
    'a key that must be a number',
    ['transaction|storage', 'never', 'none'],
    inMemory('create table t (id integer primary key)', "insert into t values ('a')"),
  ],
  [
    'a value that is too large',
    query,
    inMemory('create table t (a)', 'select zeroblob(2000000000)'),
  ],
  [
    'a value of a kind that cannot be stored',
    ['storage|runtime', 'never', 'none|unknown'],
    () =>
      new DatabaseSync(':memory:').prepare('select ?').all({ a: 1 } as never, Symbol('a') as never),
  ],
  [
    'a statement of a database that is closed',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => {
      const d = new DatabaseSync(':memory:');
      const s = d.prepare('select 1');
      d.close();
      return s.all();
    },
  ],
  [
    'a database opened twice',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => new DatabaseSync(':memory:').open(),
  ],
  [
    'a name of a value that is missing',
    ['storage|runtime', 'never', 'none|unknown'],
    () => new DatabaseSync(':memory:').prepare('select :a').all({ none: 1 }),
  ],
  [
    'a database in a folder that is missing',
    ['storage', 'later|never', 'none'],
    () => new DatabaseSync('/nowhere/x.db'),
  ],
  [
    'a database that somebody reads',
    ['transaction', 'later', 'none'],
    at((f) => {
      const file = path.join(f, 'x.db');
      const one = new DatabaseSync(file);
      one.exec('create table t (a); insert into t values (1); begin exclusive');
      new DatabaseSync(file, { timeout: 10 }).exec('select * from t');
    }),
  ],
  [
    'a table locked by an open query',
    ['transaction|storage', 'later|never', 'none'],
    () => {
      const d = new DatabaseSync(':memory:');
      d.exec('create table t (a); insert into t values (1), (2)');
      const rows = d.prepare('select * from t').iterate();
      rows.next();
      d.exec('drop table t');
    },
  ],
  [
    'a file that was cut',
    ['storage', 'never', 'none'],
    at(async (f) => {
      const file = path.join(f, 'x.db');
      const d = new DatabaseSync(file);
      d.exec('create table t (a); insert into t values (zeroblob(50000))');
      d.close();
      await fs.truncate(file, 9000);
      new DatabaseSync(file).prepare('select sum(length(a)), max(hex(a)) from t').all();
    }),
  ],
  [
    'an extension that may not be loaded',
    ['storage|runtime', 'never|later', 'none|unknown'],
    () => new DatabaseSync(':memory:').loadExtension('/nowhere'),
  ],
  [
    'a database that authorises nothing',
    query,
    inMemory('pragma query_only = on', 'create table t (a)'),
  ],
];

const situation =
  (site: string) =>
  ([about, [family, retry, effect], run]: Line): Situation => ({
    about,
    site,
    engines: ['node'],
    label: { family, retry, effect },
    run: run as Situation['run'],
  });

/** Files, processes, sockets, streams, secrets, modules, threads and databases of Node. */
export const nodeMoreSituations: readonly Situation[] = [
  ...[...files, ...processes, ...bytes, ...network, ...streams, ...secrets, ...code].map(
    situation('anywhere'),
  ),
  ...workers.map(situation('worker')),
  ...databases.map(situation('database')),
  // Without a call site that says that it was a database, the codes of SQLite do.
  ...databases
    .map(([about, truth, run]): Line => [`caught anywhere: ${about}`, truth, run])
    .map(situation('anywhere')),
];
