import { fetchTransport } from '@holdfast/core';
import { type Answer, type Attempt, interpret, type ReadIssues } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { translateAnswer } from './translate-answer.ts';
import { withForeignAnswers } from './with-foreign-answers.ts';

const attempt: Attempt = { requestId: 'r1', incidentId: 'i1', attempt: 2 };
const json = 'application/json';
const problem = 'application/problem+json; charset=utf-8';
const NOON = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');

const answer = (
  status: number,
  type?: string,
  body = '',
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { ...(type ? { 'content-type': type } : {}), ...headers },
  body: new TextEncoder().encode(body),
  url: '/a',
  redirected: false,
});
const read = (given: Answer, sent: string | null = null): ReturnType<typeof interpret> =>
  interpret(translateAnswer(given, sent, NOON), { accept: 'json' }, attempt, NOON, sent);
const code = (given: Answer): string => {
  const interpretation = read(given);
  return interpretation.kind === 'accepted' ? 'accepted' : interpretation.failure.code;
};

const own: ReadIssues = (body, { status }) =>
  (body as { bad: readonly string[] }).bad.map((name) => ({
    pointer: `#/${name}`,
    message: `wrong by ${status}`,
  }));

describe('a refusal of a server that does not keep to the contract', () => {
  it.each([400, 422])('names the wrong fields of a server with an unknown format: %i', (status) => {
    const body = '{"errors":{"title":["cannot be blank"]}}';
    expect(read(answer(status, json, body))).toMatchObject({
      failure: {
        code: 'REQUEST_INVALID',
        status,
        details: { issues: [{ pointer: '/title', message: 'cannot be blank' }] },
      },
    });
  });

  it('gives the one sentence of a server that lists no mistakes', () => {
    expect(read(answer(422, json, '{"message":"The title is taken."}'))).toMatchObject({
      failure: { details: { issues: [{ pointer: '', message: 'The title is taken.' }] } },
    });
    expect(code(answer(400, json, '{"message":"The title is taken."}'))).toBe('BAD_REQUEST');
  });

  it('names the issues that the app’s own reader finds, and does without a reader that throws', () => {
    const given = answer(422, json, '{"errors":{"title":["cannot be blank"]},"bad":["name"]}');
    const issues = (readIssues: ReadIssues): unknown => {
      const told = read({ ...given, readIssues });
      return told.kind === 'refused' ? told.failure.details : told;
    };
    expect(issues(own)).toEqual({ issues: [{ pointer: '/name', message: 'wrong by 422' }] });
    const known = { issues: [{ pointer: '/title', message: 'cannot be blank' }] };
    expect(issues(() => undefined)).toEqual(known);
    expect(
      issues(() => {
        throw new TypeError('a bug');
      }),
    ).toEqual(known);
  });

  it('is named by a code without a row, where the code belongs to the status', () => {
    expect(
      read(answer(409, problem, '{"code":"IDEMPOTENCY_IN_PROGRESS","retryAfterMs":400}')),
    ).toMatchObject({
      failure: {
        code: 'IDEMPOTENCY_IN_PROGRESS',
        retry: 'later',
        effect: 'unknown',
        retryAfterMs: 400,
      },
    });
    const type = '{"type":"urn:holdfast:failure:idempotency-key-reused"}';
    expect(code(answer(422, json, type))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(code(answer(500, problem, '{"code":"IDEMPOTENCY_IN_PROGRESS"}'))).toBe('SERVER_ERROR');
    expect(code(answer(409, problem, '{"code":"__proto__"}'))).toBe('CONFLICT');
  });

  it.each(['null', '5', '"no"', '[]', 'true', '{}'])(
    'is known by its status when its body is the JSON %s',
    (body) => {
      expect(read(answer(503, json, body))).toMatchObject({
        failure: { code: 'UNAVAILABLE', retry: 'later', effect: 'unknown' },
      });
    },
  );

  it('is named by the catalogue where the row of a known code is not the row of the contract', () => {
    const lie = {
      code: 'QUOTA_EXCEEDED',
      status: 429,
      number: 2001,
      retry: 'now',
      effect: 'applied',
    };
    for (const row of [lie, { ...lie, number: '1423' }, { ...lie, number: 1423, status: 0 }]) {
      expect(read(answer(429, problem, JSON.stringify(row)))).toMatchObject({
        failure: { code: 'QUOTA_EXCEEDED', number: 1423, retry: 'later', effect: 'none' },
      });
    }
    const told = { ...lie, number: 1423, retry: 'never' };
    expect(read(answer(429, problem, JSON.stringify(told)))).toMatchObject({
      failure: { code: 'QUOTA_EXCEEDED', retry: 'never' },
    });
  });

  it('is known by its status when its row has the code of another status', () => {
    const row = { code: 'SUBJECT_MISMATCH', number: 1203, family: 'user', retry: 'never' };
    for (const status of [304, 404, 502]) {
      const body = JSON.stringify({ ...row, status });
      const failure = failureIn(read(answer(status, problem, body)));
      expect(failure).toEqual(failureIn(read(answer(status, problem, ''))));
    }
  });

  it('keeps the details that the kind of its code allows', () => {
    const details = { what: 'runs', limit: 5, note: 'private' };
    const body = JSON.stringify({ code: 'QUOTA_EXCEEDED', details });
    expect(read(answer(429, problem, body))).toMatchObject({
      failure: { details: { what: 'runs', limit: 5 } },
    });
    expect(JSON.stringify(read(answer(429, problem, body)))).not.toContain('private');
  });

  it('names fields of a 400 also beside the code of its status', () => {
    const body = '{"code":"BAD_REQUEST","errors":{"title":["cannot be blank"]}}';
    expect(read(answer(400, json, body))).toMatchObject({
      failure: {
        code: 'REQUEST_INVALID',
        details: { issues: [{ pointer: '/title', message: 'cannot be blank' }] },
      },
    });
  });

  it.each([
    ['a month', '2592000', 2_592_000_000],
    ['a hundred years', '3155760000s', 999_999_999_999],
  ])('is never followed by a request earlier than it says: %s', (_title, said, retryAfterMs) => {
    expect(read(answer(429, undefined, '', { 'retry-after': said }))).toMatchObject({
      failure: { retryAfterMs },
    });
  });

  it('keeps the row of an app that tells it', () => {
    const row = '{"code":"STORY_REFUSED","number":2003,"family":"story","status":422}';
    expect(read(answer(422, problem, row))).toMatchObject({
      failure: { code: 'STORY_REFUSED', family: 'story', number: 2003 },
    });
  });

  it.each<[string, Record<string, string>, number]>([
    ['units', { 'retry-after': '1m30s' }, 90_000],
    ['a longer number in words', { 'retry-after': '120 (maintenance)' }, 120_000],
    ['several waits', { 'retry-after': '2, 7' }, 7000],
    ['an old form of a date', { 'retry-after': 'Sunday, 22-Nov-26 12:00:30 GMT' }, 30_000],
    ['its rate limit', { ratelimit: '"user";r=0;t=12' }, 12_000],
    ['an older rate limit', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9' }, 9000],
    ['seconds, as the contract has it', { 'retry-after': '3' }, 3000],
    ['a rate limit that makes no sense', { 'x-ratelimit-reset': 'soon' }, 60_000],
  ])(
    'has the wait that the server asks for in its own words: %s',
    (_title, headers, retryAfterMs) => {
      const refusal = read(answer(429, undefined, '', headers));
      expect(refusal).toMatchObject({ failure: { code: 'RATE_LIMITED', retryAfterMs } });
    },
  );

  it('has a long wait and its reason when the wait of the server cannot be read', () => {
    expect(read(answer(503, undefined, '', { 'retry-after': 'soon' }))).toMatchObject({
      failure: {
        retryAfterMs: 60_000,
        cause: { details: { issues: [{ pointer: '/headers/retry-after' }] } },
      },
    });
  });

  it('is read when it comes under a good status', () => {
    const body = '{"status":429,"code":"QUOTA_EXCEEDED"}';
    expect(read(answer(200, problem, body, { 'retry-after': '1m' }))).toMatchObject({
      failure: { code: 'QUOTA_EXCEEDED', status: 429, retryAfterMs: 60_000 },
    });
  });

  it.each([
    [
      'too large',
      answer(422, json, JSON.stringify({ errors: { a: ['is bad'] }, pad: 'x'.repeat(65_536) })),
    ],
    ['no JSON', answer(422, 'text/plain', '{"errors":{"a":["is bad"]}}')],
    ['cut', answer(422, json, '{"errors":{"a":["is')],
  ])('has the code of its status when its body is %s', (_title, given) => {
    expect(read(given)).toMatchObject({ failure: { code: 'REQUEST_INVALID', details: {} } });
  });
});

it('leaves a good answer as it is', () => {
  const good = answer(200, json, '{"errors":{"a":["is bad"]}}');
  expect(translateAnswer(good, null, NOON)).toBe(good);
});

it('gives the wait of a good answer too, for when core does not believe the answer', () => {
  const page = answer(200, 'text/html', '<html>', { 'retry-after': '1m' });
  expect(read(page)).toMatchObject({ failure: { code: 'CAPTIVE_PORTAL', retryAfterMs: 60_000 } });
  const cut = answer(200, json, '{"id":', { 'x-ratelimit-reset': '7' });
  expect(translateAnswer(cut, null, NOON)).toEqual({
    ...cut,
    headers: { ...cut.headers, 'retry-after-ms': '7000' },
  });
});

function failureIn(told: ReturnType<typeof interpret>): object {
  if (told.kind === 'accepted') throw new Error('It was accepted.');
  const { incidentId: _, requestId: __, ...failure } = told.failure.toJSON();
  return failure;
}

const refusalOf = (status: number, message: string, sent: object): object => {
  const refusal = answer(status, json, JSON.stringify({ message }));
  const told = read(refusal, JSON.stringify(sent));
  if (told.kind === 'accepted') throw new Error('It was accepted.');
  return { code: told.failure.code, ...(told.failure.details as object) };
};

describe('one sentence of a refusal', () => {
  it.each([
    ['body/title must be a text', '/title'],
    ['"title" is required', '/title'],
    ['items.0.name is too short', '/items/0/name'],
  ])('is placed on the field whose name it begins with: %s', (message, pointer) => {
    expect(refusalOf(400, message, { title: '', items: [] })).toEqual({
      code: 'REQUEST_INVALID',
      issues: [{ pointer, message }],
    });
  });

  it.each(['<script>alert(1)</script>', 'Error: no\n    at save (/srv/app.js:1:2)'])(
    'is not shown from a list either when it is not meant for users: %s',
    (detail) => {
      const refusal = answer(422, problem, JSON.stringify({ errors: [{ detail, pointer: '' }] }));
      const told = read(refusal);
      expect(told).toMatchObject({ failure: { code: 'REQUEST_INVALID' } });
      expect(JSON.stringify(told)).not.toContain(detail.slice(0, 8));
    },
  );

  it('does not change a refusal when it names no field that was sent', () => {
    expect(refusalOf(400, 'title is required', { name: '' })).toEqual({ code: 'BAD_REQUEST' });
    expect(refusalOf(400, 'title', { title: '' })).toEqual({ code: 'BAD_REQUEST' });
    expect(refusalOf(409, 'title is taken', { title: '' })).toEqual({ code: 'CONFLICT' });
  });
});

describe('a transport for such servers', () => {
  const errors = '{"errors":{"title":["cannot be blank"]}}';
  const refusing = withForeignAnswers(
    fetchTransport({
      fetch: () =>
        Promise.resolve(
          new Response(errors, {
            status: 422,
            headers: { 'content-type': json, 'retry-after': '1m' },
          }),
        ),
    }),
    { platform: { now: () => NOON } },
  );
  const request = { method: 'POST', url: '/notes', headers: {}, body: '{"title":""}' } as const;
  const told = { errors: [{ pointer: '#/title', detail: 'cannot be blank' }] };

  it('translates an answer that is read whole', async () => {
    const { headers, body } = await refusing.send(request);
    expect(headers).toMatchObject({ 'retry-after-ms': '60000' });
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual(told);
  });

  it('translates a refusal that is opened, and leaves every other answer open', async () => {
    const { headers, body } = await refusing.open!(request);
    expect(headers).toMatchObject({ 'retry-after-ms': '60000' });
    expect(await new Response(body).json()).toEqual(told);
    const good = new Response('{"seq":1}\n', {
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const opening = withForeignAnswers(fetchTransport({ fetch: () => Promise.resolve(good) }));
    expect((await opening.open?.(request))?.body).toBe(good.body);
  });

  it.each([
    ['a problem under a good status', problem, '{"status":429,"code":"QUOTA_EXCEEDED"}', 1423],
    ['the wait of a good answer alone', 'application/x-ndjson', '{"seq":1}', undefined],
  ])('translates an opened answer: %s', async (_title, type, body, number) => {
    const given = new Response(body, { headers: { 'content-type': type, 'retry-after': '1m' } });
    const inner = fetchTransport({ fetch: () => Promise.resolve(given) });
    const opening = withForeignAnswers(inner, { platform: { now: () => NOON } });
    const opened = await opening.open?.(request);
    expect(opened?.headers).toMatchObject({ 'retry-after-ms': '60000' });
    expect(await new Response(opened?.body).json()).toMatchObject({
      ...JSON.parse(body),
      ...(number && { number }),
    });
  });

  it('cannot open answers where the given transport cannot', () => {
    const { send } = fetchTransport();
    expect(withForeignAnswers({ send })).not.toHaveProperty('open');
  });
});
