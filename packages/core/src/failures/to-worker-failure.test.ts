import { expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { CONFLICT } from './kinds/http.ts';
import { toWorkerFailure } from './to-worker-failure.ts';

it.each<[string, unknown, string]>([
  ['an error of its script', { type: 'error', message: 'no' }, 'WORKER_FAILED'],
  ['a script that may not be loaded', new DOMException('', 'SecurityError'), 'WORKER_FAILED'],
  ['a script that is missing', new TypeError('no'), 'WORKER_FAILED'],
  ['nothing', undefined, 'WORKER_FAILED'],
  ['a message that cannot be sent', new DOMException('', 'DataCloneError'), 'MESSAGE_UNREADABLE'],
  ['a message that cannot be read', { type: 'messageerror' }, 'MESSAGE_UNREADABLE'],
  [
    'no memory',
    Object.assign(new Error('no'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
    'RESOURCE_EXHAUSTED',
  ],
])('names %s', (_title, thrown, code) => {
  const failure = toWorkerFailure(thrown);
  expect([failure.code, failure.cause]).toEqual([code, thrown]);
});

it('leaves a failure as it is', () => {
  const failure = new Failure(CONFLICT);
  expect(toWorkerFailure(failure)).toBe(failure);
});
