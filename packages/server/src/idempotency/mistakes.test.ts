import { isFailure } from '@holdfast/core';
import { Hono } from 'hono';
import * as z from 'zod';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerProblem } from '../hono/problem-handlers.ts';
import { requestScope } from '../hono/request-scope.ts';
import type { RequestLog } from '../logging/request-log.ts';
import { readJson } from '../requests/read-json.ts';
import { createIdempotency, type IdempotentWork } from './create-idempotency.ts';
import { createPaidEffects } from './create-paid-effects.ts';
import { memoryStore, type MemoryTransaction } from './memory-store.ts';

type Work = IdempotentWork<MemoryTransaction>['work'];

const Note = z.object({ text: z.string() });
const post = (key = 'k1'): Request =>
  new Request('http://test/notes', {
    method: 'POST',
    headers: { 'idempotency-key': `"${key}"`, 'content-type': 'application/json' },
    body: '{"text":"Ask Mara"}',
  });
const fine: Work = async () => Response.json({ ok: true });
const idempotent = createIdempotency({ store: memoryStore(), report: () => {} });
const write = (work: unknown, request = post()): Promise<Response> =>
  idempotent(request, { owner: 'ann', work: work as Work });

/** The sentence of the mistake, and the first line of its stack outside of this package's own code. */
async function mistake(doing: () => unknown): Promise<{ remedy: string; stack: string }> {
  try {
    await doing();
  } catch (error) {
    if (!isFailure(error, 'DEFECT')) throw error;
    return { remedy: error.details.remedy ?? '', stack: error.stack ?? '' };
  }
  return { remedy: '', stack: '' };
}

describe('a body that was read before `idempotent`', () => {
  it('is accepted when `readJson` read it, any number of times', async () => {
    const request = post('read-before');
    expect(await readJson(request, Note)).toEqual({ text: 'Ask Mara' });
    expect(await readJson(request, Note)).toEqual({ text: 'Ask Mara' });
    const answer = await write(async () => Response.json(await readJson(request, Note)), request);
    expect(await answer.json()).toEqual({ text: 'Ask Mara' });
  });

  it('is named, with a remedy and the place, when other code read it', async () => {
    const request = post('read-elsewhere');
    await request.json();
    const { remedy, stack } = await mistake(() => write(fine, request));
    expect(remedy).toMatch(/^The body of this request was read already.*`readJson`/);
    expect(stack).toContain('mistakes.test.ts');
  });

  it('is named as well when other code is still reading it', async () => {
    const request = post('being-read');
    request.body?.getReader();
    expect((await mistake(() => write(fine, request))).remedy).toMatch(/was read already/);
  });

  it('is named when the work reads it once more by itself', async () => {
    const request = post('read-within');
    const { remedy } = await mistake(() =>
      write(async () => Response.json(await request.json()), request),
    );
    expect(remedy).toMatch(/is read once.*in place of `request\.json\(\)`/);
  });

  it.each([
    ['before', true],
    ['within the work', false],
  ])('is accepted in Hono, which may read it by its own methods %s', async (_, isBefore) => {
    const app = new Hono();
    app.onError(answerProblem);
    app.use(requestScope());
    app.post('/notes', async (c) => {
      if (isBefore) await c.req.json();
      return write(async () => Response.json(await c.req.json()), c.req.raw);
    });
    const request = post(`hono-${isBefore}`);
    const first = await app.request(request.clone());
    expect([first.status, await first.json()]).toEqual([200, { text: 'Ask Mara' }]);
    const again = await app.request(request);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is named in Hono when it was read as a form, because the bytes are gone', async () => {
    const lines: RequestLog[] = [];
    const app = new Hono();
    app.onError(answerProblem);
    app.use(requestScope({ log: (line) => void lines.push(line) }));
    app.post('/notes', async (c) => {
      await c.req.formData();
      return write(fine, c.req.raw);
    });
    const body = new FormData();
    body.set('text', 'Ask Mara');
    const headers = { 'idempotency-key': 'form' };
    expect((await app.request('/notes', { method: 'POST', body, headers })).status).toBe(500);
    const remedy = expect.stringMatching(/was read already/) as unknown;
    expect(lines[0]?.failure).toMatchObject({ code: 'DEFECT', details: { remedy } });
    // And where: the handler of the app is among the frames.
    expect(lines[0]?.frames?.join('\n')).toContain('mistakes.test.ts');
  });
});

describe('a call that cannot be right', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no store', () => createIdempotency({ store: undefined as never }), /`store`.*memoryStore/],
    [
      'a database for a store',
      () => createIdempotency({ store: {} as never }),
      /`store`.*not the database/,
    ],
    [
      'a limit that is no number',
      () => createIdempotency({ store: memoryStore(), maxBytes: Number.NaN }),
      /`maxBytes` a number from 0 on, not NaN/,
    ],
    [
      'a wait that is a text',
      () => createIdempotency({ store: memoryStore(), retryAfterMs: '1s' as never }),
      /`retryAfterMs` a number.*not a text/,
    ],
    [
      'a lease of no time',
      () => createPaidEffects({ store: memoryStore(), leaseMs: 0 }),
      /`leaseMs` a number from 1 on/,
    ],
    [
      'no owner',
      () => idempotent(post(), { owner: undefined as never, work: fine }),
      /`owner` a text, not nothing.*all users would share/,
    ],
    ['an empty owner', () => idempotent(post(), { owner: '', work: fine }), /not an empty one/],
    ['no work', () => write(undefined), /`work` a function, not nothing/],
    ['a context for a request', () => write(fine, { req: {} } as never), /`c\.req\.raw` in Hono/],
    [
      'a request of Node',
      () => write(fine, { headers: {}, url: '/', method: 'POST' } as never),
      /adapter on node:http/,
    ],
    ['work that answers nothing', () => write(async () => undefined), /`work` answered nothing/],
    ['work that answers a value', () => write(async () => ({ ok: true })), /no Response/],
    [
      'work whose answer was read',
      () =>
        write(async () => {
          const answer = Response.json({});
          await answer.text();
          return answer;
        }),
      /read already/,
    ],
    [
      'work that answers an error of the network',
      () => write(async () => Response.error()),
      /status 0/,
    ],
    [
      'no effect',
      () =>
        createPaidEffects({ store: memoryStore() })(post(), {
          owner: 'ann',
          effect: undefined as never,
          settle: fine,
        }),
      /`effect` a function/,
    ],
  ])('is named at once, in one sentence: %s', async (_, doing, sentence) => {
    expect((await mistake(doing)).remedy).toMatch(sentence);
  });

  it('stores no answer, so that the request can be sent again once the call is right', async () => {
    await mistake(() => write(async () => undefined, post('again')));
    expect((await write(fine, post('again'))).status).toBe(200);
  });
});

describe('an idempotent write within the work of another', () => {
  it('is named, under the same key and under another', async () => {
    for (const key of ['outer', 'inner']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { remedy } = await mistake(() => write(() => write(fine, post(key)), post('outer')));
      expect(remedy).toMatch(/within the work of another.*in the transaction/);
    }
  });

  it('is no mistake in another store, beside it, or after it', async () => {
    const other = createIdempotency({ store: memoryStore() });
    const inOther = (): Promise<Response> => other(post(), { owner: 'ann', work: fine });
    expect((await write(inOther, post('other'))).status).toBe(200);
    let later: Promise<Response> | undefined;
    await write(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 1)).then(() =>
        write(fine, post('late')),
      );
      return Response.json({});
    }, post('first'));
    const beside = await Promise.all([write(fine, post('b1')), write(fine, post('b2'))]);
    expect([...beside, await later].map((answer) => answer?.status)).toEqual([200, 200, 200]);
  });
});

it('gets advice when it answers a status that is not stored: once, and in the line of each such request', async () => {
  const told: string[] = [];
  const report = ({ details }: { details: unknown }): void =>
    void told.push((details as { remedy: string }).remedy);
  const reporting = createIdempotency({ store: memoryStore(), report });
  const lines: RequestLog[] = [];
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ log: (line) => void lines.push(line) }));
  app.post('/notes', (c) =>
    reporting(c.req.raw, { owner: 'ann', work: async () => c.text('later', 503) }),
  );
  await app.request(post());
  await app.request(post());
  expect(told).toEqual([
    expect.stringMatching(/^`work` answered 503, which is not stored under the key/),
  ]);
  expect(lines.map(({ advice }) => advice)).toEqual([told, told]);
});

it('says each mistake once in the console of a developer, and never in production', async () => {
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  onTestFinished(() => {
    said.mockRestore();
    vi.unstubAllEnvs();
  });
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope());
  app.post('/a', () => write(async () => 7, post('seven')));
  app.post('/b', () => idempotent(post('eight'), { owner: 8 as never, work: fine }));
  await app.request('/a', { method: 'POST' });
  await app.request('/a', { method: 'POST' });
  vi.stubEnv('NODE_ENV', 'production');
  await app.request('/b', { method: 'POST' });
  expect(said.mock.calls.flat().filter((line) => /no Response/.test(String(line)))).toHaveLength(1);
  expect(said.mock.calls.flat().filter((line) => /a number/.test(String(line)))).toEqual([]);
});
