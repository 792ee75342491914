import { expect, it } from 'vitest';
import { answerAfter } from './fault-answers.ts';
import { NO_FAULT } from './fault-of.ts';

it.each([
  [200, 200],
  [422, 422],
  [204, 200],
  [205, 200],
  [304, 200],
])('wrong JSON in place of a %d is an answer that every player can give', (status, given) => {
  const answer = answerAfter({ ...NO_FAULT, kind: 'wrong-json' }, { status, headers: {} });
  expect(answer?.status).toBe(given);
  expect(new Response(answer?.body, { status: given }).status).toBe(given);
});
