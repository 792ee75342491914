import { expect, it } from 'vitest';
import { readBody } from '../answer/read-answer.ts';
import { toOpenAnswer } from './open-answer.ts';
import { toOpenAnswer as inBrowsers } from './open-answer-of-browsers.ts';

const readIssues = () => [];

it.each([
  ['with a body', () => new Response('né', { status: 500, headers: { 'X-A': 'b' } })],
  ['of status 204, which has no body', () => new Response(null, { status: 204 })],
])('a build for browsers takes over an answer %s like any other build', async (_, answer) => {
  const [any, browser] = await Promise.all(
    [toOpenAnswer, inBrowsers].map(async (take) => {
      const opened = take(answer(), readIssues);
      return { ...opened, body: await readBody(opened.body, 100) };
    }),
  );
  expect(browser).toEqual(any);
});
