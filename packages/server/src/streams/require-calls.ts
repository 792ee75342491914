import { requireRequest } from '../mistakes/require-request.ts';
import {
  requireFunction,
  requireMethods,
  requireNumbers,
  requireText,
} from '../mistakes/require-value.ts';

type Given = Readonly<Record<string, unknown>>;

/** Throws `DEFECT` for options with which the server cannot store streams. */
export function requireOptions(options: object): void {
  const { log, leaseMs, heartbeatMs, pollMs, ...others } = options as Given;
  requireMethods(
    'createStreamServer',
    { log },
    ['open', 'append', 'read'],
    'a log of streams, such as `memoryStreamLog()` or `sqlStreamLog(database)`',
  );
  requireNumbers('createStreamServer', { leaseMs, heartbeatMs, pollMs }, 1);
  const limits = Object.entries(others).filter(([name]) => name.startsWith('max'));
  requireNumbers('createStreamServer', Object.fromEntries(limits));
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
