import { afterEach, describe, expect, it, vi } from 'vitest';
import { nameMistake } from '../mistakes/name-mistake.ts';
import { tellMistake, tellUntold } from '../mistakes/web-tell-developer.ts';
import { toDatabaseFailure } from '../naming/to-database-failure.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';
import { toProblemAnswer } from '../problems/to-problem-response.ts';
import { messagesOf } from './messages-of.ts';
import { toEventLine } from './server-log.ts';
import { framesOf } from './stack-frames.ts';
import { describeRequest } from './request-log.ts';
import { tellApp } from './web-tell.ts';

afterEach(() => void vi.restoreAllMocks());

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const refuses = (): never => {
  throw new Error('not for you');
};
/** An error of this class with another member. */
const broken = (name: string, value: unknown, error: Error = new Error('x')): Error =>
  Object.defineProperty(error, name, { value });

const refusing: readonly (readonly [string, unknown])[] = [
  ['a symbol', Symbol('s')],
  ['null', null],
  ['an object without a prototype', Object.create(null)],
  ['a revoked proxy', revoked()],
  ['an error whose message is no text', broken('message', Symbol('m'))],
  ['an error of a used body whose message is no text', broken('message', 1, new TypeError('x'))],
  ['an error without a name', broken('name', undefined, new Error(''))],
  ['an error whose stack is no text', broken('stack', [])],
  ['an error whose message refuses to be read', new Proxy(new Error('x'), { get: refuses })],
  ['an error whose cause is a revoked proxy', new Error('x', { cause: revoked() })],
  ['a list of revoked proxies', new AggregateError([revoked(), revoked()])],
  ['errors that are a revoked proxy', broken('errors', revoked())],
  ['errors that refuse to be read', broken('errors', new Proxy([1], { get: refuses }))],
  ['issues that are a revoked proxy', broken('issues', revoked())],
  ['an object that refuses to be read', new Proxy({}, { get: refuses, getPrototypeOf: refuses })],
  [
    'an object that refuses to be shown',
    { [Symbol.for('nodejs.util.inspect.custom')]: refuses, toString: refuses },
  ],
];
const context = { requestId: 'r', incidentId: 'i', traceId: 't' } as const;
const request = new Request('http://localhost/');

describe.each<[string, (thrown: unknown) => unknown]>([
  ['framesOf', framesOf],
  ['messagesOf', messagesOf],
  ['nameMistake', nameMistake],
  ['tellMistake', tellMistake],
  ['tellUntold', (thrown) => tellUntold('a test', 'log', thrown)],
  ['toServerFailure', toServerFailure],
  ['toDatabaseFailure', toDatabaseFailure],
  ['toProblemAnswer', (thrown) => toProblemAnswer(thrown, context)],
  ['the line of an event', (thrown) => JSON.stringify(toEventLine('event', { thrown }))],
  [
    'the line of a request',
    (thrown) => {
      const answered = { request, response: new Response('', { status: 500 }), route: '/' };
      return JSON.stringify(
        describeRequest({ ...answered, context, time: 0, durationMs: 0, thrown }),
      );
    },
  ],
  [
    'tellApp',
    (thrown) =>
      tellApp(() => {
        throw thrown;
      }),
  ],
])('%s', (_name, naming) => {
  it.each(refusing)('never throws for %s', (_title, thrown) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    expect(() => naming(thrown)).not.toThrow();
  });
});
