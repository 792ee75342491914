import { expect, it } from 'vitest';
import { foreignAnswer } from './foreign-answer.ts';

const hostile = {
  get: () => {
    throw new Error('no');
  },
};

it.each<[string, unknown, unknown]>([
  ['a status', { status: 404 }, { status: 404 }],
  ['a status code', { statusCode: 404 }, { status: 404 }],
  ['the status of its response', { response: { status: 404 } }, { status: 404 }],
  ['that of the response first', { status: 500, response: { status: 404 } }, { status: 404 }],
  ['the first that is an error', { status: 200, statusCode: 404 }, { status: 404 }],
  ['the least', { status: 400 }, { status: 400 }],
  ['the greatest', { status: 599 }, { status: 599 }],
  [
    'headers',
    { status: 429, headers: new Headers({ 'retry-after': '3' }) },
    { status: 429, retryAfterMs: 3000 },
  ],
  [
    'plain headers',
    { response: { status: 429, headers: { 'retry-after-ms': '7' } } },
    { status: 429, retryAfterMs: 7 },
  ],
  [
    'a date by the clock of the server',
    {
      status: 429,
      headers: {
        'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT',
        date: 'Sun, 22 Nov 2026 12:00:00 GMT',
      },
    },
    { status: 429, retryAfterMs: 30_000 },
  ],
  ['headers that make no sense', { status: 429, headers: { 'retry-after': 3 } }, { status: 429 }],
  ['headers that throw', { status: 429, headers: hostile }, { status: 429 }],
])('reads %s', (_title, thrown, expected) => {
  expect(foreignAnswer(thrown)).toEqual(expected);
});

it.each<[string, unknown]>([
  ['no status', {}],
  ['a success', { status: 399 }],
  ['no HTTP status', { status: 600 }],
  ['a status in words', { status: '404' }],
  ['half a status', { status: 404.5 }],
  ['nothing at all', undefined],
])('reads nothing from %s', (_title, thrown) => {
  expect(foreignAnswer(thrown)).toBeUndefined();
});
