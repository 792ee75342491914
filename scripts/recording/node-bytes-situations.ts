import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
const unreadable: Truth = ['validation|runtime|security', 'never', 'unknown'];

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

/** Compressed bytes and text in a wrong form, and misused buffers. */
export const nodeBytesSituations: readonly Situation[] = bytes.map(situationAt('anywhere'));
