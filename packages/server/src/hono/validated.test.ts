import { type Context, Hono } from 'hono';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { answerProblem } from './problem-handlers.ts';
import { validated } from './validated.ts';

interface Named {
  Variables: { readonly who: string };
}

const app = new Hono<Named>();
app.onError(answerProblem);
app.use(async (c, next) => {
  c.set('who', 'mara');
  await next();
});
app.get(
  '/characters/:id',
  validated({ params: z.object({ id: z.string().min(2) }) }, ({ params }, c: Context<Named>) =>
    c.json({ id: params.id.toUpperCase(), who: c.var.who }),
  ),
);

it('reads the parameters of the route and knows the variables before it', async () => {
  const answer = await app.request('/characters/ada');
  expect(await answer.json()).toEqual({ id: 'ADA', who: 'mara' });
});

it('answers a mistake as a problem that names its place', async () => {
  const answer = await app.request('/characters/a');
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'REQUEST_INVALID',
    errors: [{ pointer: '#/params/id' }],
  });
});
