import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { toWorkerFailure } from './to-worker-failure.ts';

const said = (thrown: unknown): string => {
  const { code, retry, effect } = toWorkerFailure(thrown);
  return `${code} ${retry} ${effect}`;
};
const coded = (code: string): Error => Object.assign(new Error('no'), { code });
const registering = 'Failed to register a ServiceWorker';
const script = 'ServiceWorker script at http://a.example/a.js for scope http://a.example/';

describe('a worker that broke at its work is not started again, and may have done something', () => {
  it.each<[string, unknown]>([
    ['an error of its script', { type: 'error', message: 'Uncaught TypeError: no' }],
    [
      'a bug that Node hands over',
      new TypeError("Cannot read properties of undefined (reading 'a')"),
    ],
    ['an error of the app that Node hands over', new Error('no')],
    ['a file it missed', coded('ENOENT')],
    ['a script that does not parse', new SyntaxError('no')],
    ['a string it threw', 'no'],
    ['nothing that it threw', undefined],
    ['what it threw could not be cloned', coded('ERR_WORKER_UNSERIALIZABLE_ERROR')],
    [
      'a service worker in Chromium',
      new TypeError(
        `${registering} for scope ('/') with script ('/a.js'): ServiceWorker script evaluation failed`,
      ),
    ],
    [
      'a service worker in Firefox',
      new TypeError(`${script} threw an exception during script evaluation.`),
    ],
    ['a service worker in WebKit', new TypeError('TypeError: undefined is not an object')],
  ])('%s', (_title, thrown) => {
    expect(said(thrown)).toBe('WORKER_FAILED never unknown');
    expect(toWorkerFailure(thrown).cause).toBe(thrown);
  });
});

describe('a worker that never ran did nothing', () => {
  it.each<[string, unknown, string]>([
    ['a script that did not come', { type: 'error' }, 'later'],
    ['a script that did not come, in Firefox', { type: 'error', message: '' }, 'later'],
    [
      'a service worker that is gone, in Chromium',
      new TypeError(
        `${registering}: A bad HTTP response code (404) was received when fetching the script.`,
      ),
      'later',
    ],
    [
      'a service worker that is gone, in WebKit',
      new TypeError('Script http://a.example/a.js load failed'),
      'later',
    ],
    ['a thread that has ended', coded('ERR_WORKER_NOT_RUNNING'), 'later'],
    ['a thread that could not begin', coded('ERR_WORKER_INIT_FAILED'), 'later'],
    ['an origin that may not', new DOMException('', 'SecurityError'), 'never'],
    ['an address that does not parse', new DOMException('', 'SyntaxError'), 'never'],
    ['an option of Node that is none', coded('ERR_WORKER_INVALID_EXEC_ARGV'), 'never'],
    [
      'arguments that are none',
      new TypeError("Failed to construct 'Worker': 1 argument required"),
      'never',
    ],
    [
      'a scheme that is none',
      new TypeError(`${registering}: The URL protocol is not supported.`),
      'never',
    ],
  ])('%s', (_title, thrown, retry) => {
    expect(said(thrown)).toBe(`WORKER_FAILED ${retry} none`);
  });
});

it.each<[string, unknown, string]>([
  ['gone with its port', { type: 'close' }, 'WORKER_FAILED later unknown'],
  ['ended by something else', new DOMException('', 'AbortError'), 'WORKER_FAILED later unknown'],
  [
    'gone or not installed, which Firefox does not tell apart',
    new TypeError(`${script} encountered an error during installation.`),
    'WORKER_FAILED later unknown',
  ],
  [
    'sent what cannot be sent',
    new DOMException('', 'DataCloneError'),
    'MESSAGE_UNREADABLE never unknown',
  ],
  ['sent what cannot be read', { type: 'messageerror' }, 'MESSAGE_UNREADABLE never unknown'],
  ['out of memory', coded('ERR_WORKER_OUT_OF_MEMORY'), 'RESOURCE_EXHAUSTED later unknown'],
])('a worker that is %s', (_title, thrown, wanted) => {
  expect(said(thrown)).toBe(wanted);
  expect(toWorkerFailure(thrown).cause).toBe(thrown);
});

it('a failure stays as it is when it is named as a failure of a worker', () => {
  const failure = new Failure(CONFLICT);
  expect(toWorkerFailure(failure)).toBe(failure);
});
