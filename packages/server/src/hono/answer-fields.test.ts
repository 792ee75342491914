import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { answerFields } from './answer-fields.ts';

function appWith(answer: () => Response): Hono {
  const app = new Hono();
  let count = 0;
  app.use(async (c, next) => {
    await next();
    count += 1;
    answerFields(c, { 'x-one': String(count), 'x-two': 'b' });
    answerFields(c, { 'x-list': String(count) }, 'append');
    answerFields(c, { 'x-list': 'more' }, 'append');
  });
  app.get('/', answer);
  return app;
}

const fieldsOf = ({ headers }: Response) =>
  ['x-one', 'x-two', 'x-list'].map((name) => headers.get(name));

it('adds fields to the answer itself, which is not copied', async () => {
  const made: Response[] = [];
  const app = appWith(() => {
    const answer = Response.json({ text: 'hi' });
    made.push(answer);
    return answer;
  });
  const answer = await app.request('/');
  expect(answer).toBe(made[0]);
  expect(fieldsOf(answer)).toEqual(['1', 'b', '1, more']);
  expect(await answer.json()).toEqual({ text: 'hi' });
});

it('does not change an answer object that the app uses again and again', async () => {
  const always = new Response(null, { status: 204 });
  const app = appWith(() => always);
  expect(fieldsOf(await app.request('/'))).toEqual(['1', 'b', '1, more']);
  expect(fieldsOf(await app.request('/'))).toEqual(['2', 'b', '2, more']);
  expect(fieldsOf(always)).toEqual([null, null, null]);
});

it('copies an answer that cannot be changed, such as one from fetch', async () => {
  const app = appWith(() => Response.redirect('http://test/elsewhere'));
  const answer = await app.request('/');
  expect(fieldsOf(answer)).toEqual(['1', 'b', '1, more']);
  expect(answer.headers.get('location')).toBe('http://test/elsewhere');
  const fetched = await fetch('data:application/json,{"text":"hi"}');
  const proxied = await appWith(() => fetched).request('/');
  expect(fieldsOf(proxied)).toEqual(['1', 'b', '1, more']);
  expect(await proxied.json()).toEqual({ text: 'hi' });
});

it('keeps cookies apart', async () => {
  const app = appWith(() => {
    const answer = Response.json({});
    answer.headers.append('set-cookie', 'a=1');
    answer.headers.append('set-cookie', 'b=2');
    return answer;
  });
  expect((await app.request('/')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});
