import { type Attempt, interpret } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { translateAnswer } from './translate-answer.ts';
import { rateLimitHint } from './wait/rate-limit-hint.ts';

const attempt: Attempt = { requestId: 'r1', incidentId: 'i1', attempt: 1 };
const SENT = '{"title":"Fox"}';
// Each of these takes milliseconds. A pattern that begins anew at every character takes many seconds.
const WITHIN_MS = 2_000;

/** The failure that a caller gets for a refusal with this body. */
function failureOf(body: string): unknown {
  const answer = {
    ...{ status: 422, url: '/a', redirected: false },
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(body),
  };
  const translated = translateAnswer(answer, SENT, 0);
  const told = interpret(translated, { accept: 'json' }, attempt, 0, SENT);
  return told.kind === 'refused' ? told.failure : told;
}
const refused = (pointer: string, message: string): object => ({
  ...{ code: 'REQUEST_INVALID', details: { issues: [{ pointer, message }] } },
});
const nested = (open: string, close: string): string => open.repeat(9_000) + close.repeat(9_000);

describe('a refusal that a server wrote to do harm', () => {
  it(
    'is read at once when a message begins with thousands of line ends',
    () => {
      const body = JSON.stringify({ errors: ['\n'.repeat(30_000) + 'No.'] });
      expect(failureOf(body)).toMatchObject(refused('', 'No.'));
    },
    WITHIN_MS,
  );

  it('still hides a message that holds a stack', () => {
    const body = JSON.stringify({ errors: ['It broke.\n\n\t  at save (story)'] });
    expect(failureOf(body)).not.toMatchObject({ details: { issues: [expect.anything()] } });
  });

  it.each([
    ['text', { errors: [{ path: 'data.'.repeat(12_000), message: 'No.' }] }],
    ['pointer', { errors: [{ pointer: '/data'.repeat(12_000), message: 'No.' }] }],
    ['member', { errors: { ['data.'.repeat(12_000)]: ['No.'] } }],
  ])(
    'is about the whole request when a place has thousands of steps, given as a %s',
    (_, body) => {
      expect(failureOf(JSON.stringify(body))).toMatchObject(refused('', 'No.'));
    },
    WITHIN_MS,
  );

  it.each([
    ['lists', nested('[', ']')],
    ['objects', nested('{"a":', '}').replace('}', '1}')],
  ])('is still a named failure when it holds thousands of nested %s', (_, deep) => {
    const body = `{"errors":[{"path":"title","message":"No."}],"x":${deep}}`;
    expect(failureOf(body)).toMatchObject({ code: 'REQUEST_INVALID', status: 422 });
  });

  it(
    'has its limit read at once when the header repeats itself',
    () => {
      expect(rateLimitHint({ ratelimit: 'remaining=1,'.repeat(20_000) })).toBeUndefined();
    },
    WITHIN_MS,
  );
});
