import { requireOptionsAlways } from '@holdfast/core/parts';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireFunction, requireMethods, requireText } from '../mistakes/require-value.ts';
import type { StreamServerOptions } from './stream-server.ts';

type Given = Readonly<Record<string, unknown>>;

/** Throws `DEFECT` for options with which the server cannot store streams. */
export function requireOptions(options: StreamServerOptions): void {
  requireOptionsAlways('createStreamServer', options, {
    log: 'anything',
    maxBytes: 'a number from 0 on?',
    maxRunning: 'a whole number from 0 on?',
    maxReaders: 'a whole number from 0 on?',
    maxReadersOfStream: 'a whole number from 0 on?',
    maxStreamBytes: 'a number from 0 on?',
    maxStreamsPerDay: 'a whole number from 0 on?',
    maxBytesPerDay: 'a number from 0 on?',
    leaseMs: 'a number from 1 on?',
    heartbeatMs: 'a number from 1 on?',
    pollMs: 'a number from 1 on?',
    report: 'a function?',
    platform: 'an object with now, monotonic, randomBytes, schedule?',
  });

  const { log } = options;
  requireMethods(
    'createStreamServer',
    { log },
    ['open', 'append', 'read'],
    'a log of streams, such as `memoryStreamLog()` or `sqlStreamLog(database)`',
  );
}

/** Throws `DEFECT` for a stream without an owner or without a generator. */
export function requireStart(request: Request, { owner, generate, admit }: Given): void {
  requireRequest('start', request);
  requireText('start', { owner }, WHOSE);
  requireFunction('start', { generate });
  if (admit !== undefined) requireFunction('start', { admit });
}

export function requireStream({ owner, id }: Given): void {
  requireText('A stream', { owner, id }, WHOSE);
}

const WHOSE = 'only the owner of a stream may read and cancel it';
