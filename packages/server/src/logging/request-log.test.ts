import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { readBytes } from '../requests/read-bytes.ts';
import { type AnsweredRequest, describeRequest } from './request-log.ts';

const describeAnswer = (about: Partial<AnsweredRequest> = {}) =>
  describeRequest({
    request: new Request('http://test/notes/mara?diary=private', { method: 'POST' }),
    response: new Response(null, { status: 201 }),
    route: '/notes/:id',
    context: { requestId: 'r-1', incidentId: 'i-1' },
    time: 7,
    durationMs: 1.2345,
    ...about,
  });

it('keeps only the parts of a request that name no user', () => {
  expect(describeAnswer()).toEqual({
    time: 7,
    level: 'info',
    method: 'POST',
    route: '/notes/:id',
    status: 201,
    durationMs: 1.2,
    requestId: 'r-1',
    incidentId: 'i-1',
  });
});

it('tells an answer that was told before', () => {
  const response = new Response(null, { headers: { 'idempotency-replayed': 'true' } });
  expect(describeAnswer({ response }).replayed).toBe(true);
});

it.each([
  [200, 'info'],
  [304, 'info'],
  [404, 'warn'],
  [429, 'warn'],
  [500, 'error'],
  [503, 'error'],
])('%i is %s', (status, level) => {
  expect(describeAnswer({ response: new Response(null, { status }) }).level).toBe(level);
});

it('has the frames and the message of a cause only when the failure is the server’s own', () => {
  const cause = new Error('no such table');
  const thrown = new Failure(catalogue.DATABASE_FAILED, { cause });
  const refused = { thrown, response: new Response(null, { status: 404 }) };
  expect(describeAnswer(refused)).not.toHaveProperty('frames');
  expect(describeAnswer(refused)).not.toHaveProperty('messages');
  const broken = describeAnswer({ thrown, response: new Response(null, { status: 500 }) });
  expect(broken.failure).toMatchObject({ code: 'DATABASE_FAILED', incidentId: 'i-1' });
  expect(broken.frames?.[0]).toContain('request-log.test.ts');
  expect(broken.messages).toEqual(['Error: no such table']);
});

it('has the message of an unexpected error without values of the request', async () => {
  const request = new Request('http://test/notes/mara?diary=private', {
    method: 'POST',
    body: '{"text":"The oven of my grandmother"}',
  });
  await readBytes(request);
  const thrown = new Error('cannot bake The oven of my grandmother for mara, she is private');
  const { messages } = describeAnswer({
    ...{ request, thrown, response: new Response(null, { status: 500 }) },
  });
  expect(messages).toEqual(['Error: cannot bake … for …, she is …']);
});

it('says where a failure itself was made when nothing caused it', () => {
  const thrown = new Failure(catalogue.DATABASE_FAILED);
  const { frames } = describeAnswer({ thrown, response: new Response(null, { status: 500 }) });
  expect(Array.isArray(frames)).toBe(true);
});
