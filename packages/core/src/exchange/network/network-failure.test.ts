import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { ANSWER_TOO_LARGE } from '../../failures/kinds/network.ts';
import { readBody } from '../answer/read-answer.ts';
import { cutFailure } from './cut-failure.ts';
import { fetchFailure, toNetworkFailure } from './network-failure.ts';

const live = new AbortController().signal;
const nowhere = (base?: string): Error =>
  new TypeError('no', {
    cause: Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', base }),
  });

describe('an error that `fetch` or a body threw', () => {
  it('is network trouble, although engines call it a type error or an abort', () => {
    for (const cause of [
      new TypeError('Failed to fetch'),
      new TypeError('Failed to fetch (a.example)'),
      new TypeError('NetworkError when attempting to fetch resource.'),
      new TypeError('error sending request for url (http://a.example/)'),
      Object.assign(new TypeError('Die Internetverbindung ist offline.'), { stack: '' }),
      Object.assign(new Error('Unable to connect. Is the computer able to access the url?'), {}),
      new DOMException('', 'AbortError'),
      new DOMException('', 'NetworkError'),
      new Error('The notes are away', { cause: new TypeError('Load failed') }),
      new AggregateError([new TypeError('Load failed'), new TypeError('Load failed')]),
    ]) {
      expect(toNetworkFailure(cause, live)).toMatchObject({
        code: 'NETWORK_FAILED',
        effect: 'unknown',
        cause,
        details: {},
      });
    }
  });

  it.each<[string, unknown, string]>([
    ['an error of the app', new Error('not signed in'), 'UNKNOWN'],
    ['a word', 'Failed to fetch', 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
    ['a bug', new TypeError("Cannot read properties of undefined (reading 'token')"), 'DEFECT'],
    ['a bug in Safari', new TypeError("undefined is not an object (evaluating 'a.b')"), 'DEFECT'],
    ['a text that only begins so', new Error('Failed to fetch the name of the user'), 'UNKNOWN'],
    ['no address', new TypeError('Failed to parse URL from /notes'), 'DEFECT'],
    ['options of no request', new TypeError("Failed to execute 'fetch' on 'Window'"), 'DEFECT'],
    [
      'several errors of which one is a bug',
      new AggregateError([new TypeError('Load failed'), 'no']),
      'UNKNOWN',
    ],
  ])('is no network trouble, and no policy repeats it, for %s', (_title, thrown, expected) => {
    expect(toNetworkFailure(thrown, live)).toMatchObject({ code: expected, retry: 'never' });
  });

  it.each([
    "Failed to execute 'fetch' on 'Window': Invalid name",
    "Failed to execute 'fetch' on 'WorkerGlobalScope': Invalid name",
    'Window.fetch: a b is an invalid header name.',
    'RequestInit: Expected signal ("a") to be an instance of AbortSignal.',
  ])('is a mistake in the request, and nothing was sent: %s', (text) => {
    const named = toNetworkFailure(new TypeError(text), live);
    expect(named).toMatchObject({ code: 'DEFECT', retry: 'never', effect: 'none' });
  });

  it('is text that is no JSON, in any class of error that an engine throws for the body it parsed', () => {
    for (const cause of [new SyntaxError('no'), new DOMException('', 'SyntaxError')]) {
      expect(toNetworkFailure(cause)).toMatchObject({ code: 'JSON_INVALID', effect: 'unknown' });
    }
  });

  it('is network trouble where a socket hands over an event that says nothing', () => {
    expect(toNetworkFailure({ type: 'error' }).code).toBe('NETWORK_FAILED');
    expect(toNetworkFailure({ type: 'error', message: 'Uncaught no' }).code).toBe('UNKNOWN');
  });

  it('is a missing answer when it is the timeout of a wrapper', () => {
    const cause = new DOMException('', 'TimeoutError');
    expect(fetchFailure(cause, live)).toMatchObject({ code: 'TIMEOUT', retry: 'later', cause });
    expect(fetchFailure(cause, AbortSignal.abort())).toMatchObject({ code: 'ABORTED' });
  });

  it('is the failure that a wrapper has as its cause', () => {
    const failure = new Failure(ANSWER_TOO_LARGE);
    expect(toNetworkFailure(new TypeError('no', { cause: failure }), live)).toBe(failure);
  });

  it('is the mistake of the caller where the runtime says that it cannot be sent', () => {
    const cause = Object.assign(new Error('invalid header'), { code: 'UND_ERR_INVALID_ARG' });
    expect(toNetworkFailure(new TypeError('fetch failed', { cause }), live)).toMatchObject({
      code: 'REQUEST_UNSENDABLE',
      retry: 'never',
    });
  });

  it('is network trouble under any error name once the answer has begun', () => {
    for (const cause of [new Error('a hole'), 'no', new TypeError('network error')]) {
      expect(cutFailure(cause)).toMatchObject({ code: 'NETWORK_FAILED', cause });
    }
  });

  it('is an abort when the caller aborted while the answer came', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('no')) });
    await expect(readBody(body, 9, AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('says why the network failed, and whether the request was sent, where the runtime knows', () => {
    const cause = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    expect(toNetworkFailure(cause)).toMatchObject({
      effect: 'none',
      details: { reason: 'refused' },
      cause,
    });
  });

  it('has the reason of the caller’s own signal once that is aborted', () => {
    const cause = new TypeError('Failed to fetch');
    expect(toNetworkFailure(cause, AbortSignal.abort())).toMatchObject({ code: 'ABORTED', cause });
    expect(toNetworkFailure(new Failure(ANSWER_TOO_LARGE), AbortSignal.abort()).code).toBe(
      'ABORTED',
    );
  });

  it('stays the failure it was', () => {
    const failure = new Failure(ANSWER_TOO_LARGE);
    expect(toNetworkFailure(failure, live)).toBe(failure);
  });

  it('is a bug when the app gave no URL, and network trouble when a server redirected to no URL', () => {
    expect(toNetworkFailure(nowhere())).toMatchObject({ code: 'DEFECT', effect: 'none' });
    expect(toNetworkFailure(nowhere('https://a.example/'))).toMatchObject({
      code: 'NETWORK_FAILED',
    });
  });
});
