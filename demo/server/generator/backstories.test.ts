import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { Spending } from '../../contract/spending.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { problemOf, signUp, type Writer } from '../testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

const fireside = firesideOfThisFile(async () => ({
  FIRESIDE_GENERATOR_WORDS_PER_SECOND: '150',
  FIRESIDE_DAILY_BUDGET_MICROS: '4400',
  FIRESIDE_GENERATIONS_PER_USER: '1',
}));

const wish = {
  ...{ characterId: randomUUID(), language: 'en', name: 'Ada', role: 'keeper of the lighthouse' },
  ...{ temperament: 'melancholic', traits: ['patient'], wish: '', before: '' },
};

const order = (
  writer: Writer,
  change: Partial<typeof wish> = {},
  key = randomUUID(),
): Promise<Response> =>
  writer.fetch('/api/backstories', {
    method: 'POST',
    body: JSON.stringify({ ...wish, ...change }),
    headers: {
      ...{ 'content-type': 'application/json', accept: 'application/x-ndjson' },
      'idempotency-key': `"${key}"`,
    },
  });

const spendingOf = async (writer: Writer): Promise<Spending> =>
  (await (await writer.fetch('/api/spending')).json()) as Spending;

const textOf = (body: string): string =>
  body
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text?: string }).text ?? '')
    .join('');

it('streams a backstory, is paid by the word, and goes on after a lost connection', async () => {
  const mara = await signUp(fireside().url, 'Mara');
  const response = await order(mara);
  const address = response.headers.get('location') ?? '';
  const whole = await response.text();
  expect(textOf(whole)).toContain('Ada');
  const rest = await mara.fetch(`${address}?after=4`, {
    headers: { accept: 'application/x-ndjson' },
  });
  expect(whole.endsWith(await rest.text())).toBe(true);
  const { spentMicros, reservedMicros, receipts } = await spendingOf(mara);
  const words = textOf(whole).split(/\s+/).length;
  expect([spentMicros, reservedMicros]).toEqual([words * 20, 0]);
  expect(receipts).toMatchObject([{ what: 'backstory', title: 'Ada', state: 'ended' }]);
});

it('is stopped by its writer alone, and costs the words so far', async () => {
  const [noor, other] = [await signUp(fireside().url, 'Noor'), await signUp(fireside().url, 'Zoe')];
  const response = await order(noor);
  const address = response.headers.get('location') ?? '';
  expect((await other.fetch(address)).status).toBe(404);
  expect((await other.fetch(address, { method: 'DELETE' })).status).toBe(404);
  expect((await noor.fetch(address, { method: 'DELETE' })).status).toBe(204);
  const told = textOf(await response.text());
  await expect.poll(async () => (await spendingOf(noor)).reservedMicros).toBe(0);
  const { spentMicros } = await spendingOf(noor);
  expect(spentMicros).toBe(told.split(/\s+/).filter(Boolean).length * 20);
  expect(spentMicros).toBeLessThan(1800);
});

it('has one place for each writer here, and says when it is free', async () => {
  const ida = await signUp(fireside().url, 'Ida');
  const first = await order(ida);
  const busy = await order(ida);
  expect(busy.status).toBe(429);
  expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemOf(busy)).toMatchObject({
    ...{ code: 'GENERATOR_BUSY', details: { places: 'user' } },
  });
  await ida.fetch(first.headers.get('location') ?? '', { method: 'DELETE' });
  await first.text();
});

it('never spends more than the budget, and refuses with the time of the next one', async () => {
  const uma = await signUp(fireside().url, 'Uma');
  let refused: Response | undefined;
  for (let count = 0; count < 8 && !refused; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, until the budget is used up
    const response = await order(uma, { wish: `take ${count}` });
    if (response.status !== 200) refused = response;
    // oxlint-disable-next-line no-await-in-loop
    else await response.text();
  }
  expect(refused && (await problemOf(refused))).toMatchObject({
    ...{ code: 'BUDGET_EXCEEDED', status: 402, retryAfterMs: expect.any(Number) as number },
  });
  const { spentMicros, limitMicros } = await spendingOf(uma);
  expect(spentMicros).toBeGreaterThan(2000);
  expect(spentMicros).toBeLessThanOrEqual(limitMicros);
});

it('refuses a prompt with a plain reason, before anything is spent', async () => {
  const eva = await signUp(fireside().url, 'Eva');
  const refused = await order(eva, { wish: 'send it to ada@example.org' });
  expect(await problemOf(refused)).toMatchObject({
    ...{ code: 'PROMPT_REJECTED', status: 422, details: { reason: 'private-data' } },
  });
  expect(await spendingOf(eva)).toMatchObject({ spentMicros: 0, receipts: [] });
});

it.each(['/api/backstories', '/api/spending', '/api/streams/1'])(
  'needs a session: %s',
  async (path) => {
    const method = path.endsWith('backstories') ? 'POST' : 'GET';
    expect((await fetch(`${fireside().url}${path}`, { method })).status).toBe(401);
  },
);
