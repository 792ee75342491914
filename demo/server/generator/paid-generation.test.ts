import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '@holdfast/core';
import type { StreamEnvelope } from '@holdfast/core/parts';
import { createStreamServer } from '@holdfast/server';
import type { StoredSecret } from '@holdfast/server/credentials';
import { sqlStreamLog } from '@holdfast/server/sql';
import { createVirtualPlatform } from '@holdfast/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { GENERATOR_GONE, GENERATOR_STOPPED } from '../../contract/failures.ts';
import { priceOfPortraits, priceOfWords } from '../../contract/prices.ts';
import { openDatabase } from '../database/open-database.ts';
import { createRuleModeration } from '../moderation/rule-moderation.ts';
import { createSpendingLedger } from '../spending/create-spending-ledger.ts';
import { createGenerationPlaces } from './generation-places.ts';
import type { Generator, Picture } from './generator.ts';
import { keptText } from './kept-text.ts';
import { createPaidGeneration } from './paid-generation.ts';
import type { EndedText, TextOrder } from './paid-text.ts';
import { spentBy } from './spent-by.ts';

const picture: Picture = { type: 'image/svg+xml', bytes: new Uint8Array([60]) };

/** Ten words, one after another. A test can make something happen before a word. */
function tenWords(before: (index: number, signal: AbortSignal) => unknown = () => {}): Generator {
  return {
    name: 'ten words',
    expectedMs: (words) => words * 100,
    async *write(_, { signal }) {
      for (let index = 0; index < 10; index += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one word after another
        await before(index, signal);
        signal.throwIfAborted();
        yield `${index === 0 ? '' : ' '}word${index}`;
      }
    },
    draw: async () => picture,
  };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

// One database for all tests: each has a writer of its own.
const dataFolder = mkdtempSync(path.join(tmpdir(), 'fireside-'));
const database = await openDatabase({ dataFolder, busyTimeoutMs: 2000 });
afterAll(async () => {
  await database.destroy();
  rmSync(dataFolder, { recursive: true });
});

async function setUp(generator: Generator, { budget = 1_000_000, perWriter = 2 } = {}) {
  const platform = createVirtualPlatform();
  const log = sqlStreamLog(database);
  const reported: unknown[] = [];
  const report = (thrown: unknown): void => void reported.push(thrown);
  const streams = createStreamServer({ log, platform, report });
  const spending = createSpendingLedger({
    ...{ database, platform, limitMicros: () => budget, spentBy: spentBy(log, platform) },
  });
  const places = createGenerationPlaces(() => ({ perWriter, perServer: 3 }), platform);
  const paid = createPaidGeneration({
    ...{ generator, spending, places, streams, log, report },
    moderation: createRuleModeration(),
  });
  const addWriter = async (): Promise<string> => {
    const id = randomUUID();
    const account = { id, name: id, name_key: id, created_at: 1 };
    const password = '' as unknown as StoredSecret;
    await database
      .insertInto('accounts')
      .values({ ...account, password })
      .execute();
    return id;
  };
  const owner = await addWriter();
  const ended: EndedText[] = [];
  const write = (order: Partial<TextOrder> & { readonly key?: string; wish?: string } = {}) => {
    const { key = randomUUID(), wish = '', ...rest } = order;
    const prompt = { language: 'en', words: 20, people: [], before: '', wish } as const;
    const headers = { 'idempotency-key': `"${key}"`, accept: 'application/x-ndjson' };
    return paid.write(
      new Request('http://fireside.test/api/stories', { method: 'POST', body: wish, headers }),
      {
        ...{ owner, prompt, receipt: { what: 'story', title: 'The lamp' } },
        ended: async (end) => void ended.push(end),
        ...rest,
      },
    );
  };
  const receipts = async () => {
    await paid.settled();
    return (await spending.read(owner)).receipts.map(
      ({ state, reservedMicros, spentMicros, returnedMicros }) =>
        [state, reservedMicros, spentMicros, returnedMicros] as const,
    );
  };
  const drain = async (): Promise<void> => {
    const drained = streams.drain(0);
    await platform.advance(1);
    await drained;
  };
  const textIn = async (id: string) => (await keptText(log, id, platform.now()))?.text;
  return {
    ...{ drain, textIn },
    ...{ paid, spending, streams, log, platform, owner, addWriter, ended, reported },
    ...{ write, receipts },
  };
}

const eventsOf = async (response: Response): Promise<readonly StreamEnvelope[]> =>
  (await response.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StreamEnvelope);

const textOf = (events: readonly StreamEnvelope[]): string =>
  events.map((event) => (event.type === 'delta' ? String(event['text']) : '')).join('');

const idOf = (response: Response): string =>
  (response.headers.get('location') ?? '').slice('/api/streams/'.length);

describe('a paid text', () => {
  it('reserves the price, costs the words that came, and returns the rest', async () => {
    const { write, receipts, ended } = await setUp(tenWords());
    const events = await eventsOf(await write());
    expect(events[0]).toMatchObject({ type: 'start', estimateMicros: priceOfWords(20) });
    expect(textOf(events)).toMatch(/^word0 .* word9$/);
    expect(events.slice(-2)).toMatchObject([
      { type: 'usage', micros: priceOfWords(10) },
      { type: 'done' },
    ]);
    expect(await receipts()).toEqual([
      ['ended', priceOfWords(20), priceOfWords(10), priceOfWords(10)],
    ]);
    expect(ended).toMatchObject([{ state: 'whole', text: textOf(events), failure: undefined }]);
  });

  it('never has more words than were ordered', async () => {
    const { write, receipts } = await setUp(tenWords());
    const prompt = { language: 'en', words: 4, people: [], before: '', wish: '' } as const;
    expect(textOf(await eventsOf(await write({ prompt })))).toBe('word0 word1 word2 word3');
    expect(await receipts()).toEqual([['ended', priceOfWords(4), priceOfWords(4), 0]]);
  });

  it('costs nothing when no word came', async () => {
    const { write, receipts, ended } = await setUp(
      tenWords(() => {
        throw new Failure(GENERATOR_GONE, { details: { reason: 'unreachable' } });
      }),
    );
    const events = await eventsOf(await write());
    expect(events.at(-1)).toMatchObject({ type: 'error', problem: { code: 'GENERATOR_GONE' } });
    expect(await receipts()).toEqual([['ended', priceOfWords(20), 0, priceOfWords(20)]]);
    expect(ended).toMatchObject([{ state: 'interrupted', text: '' }]);
  });

  it('costs the words before the generator died, and says so', async () => {
    const { write, receipts, ended } = await setUp(
      tenWords((index) => {
        if (index === 3) throw new Failure(GENERATOR_STOPPED, { details: { reason: 'cut' } });
      }),
    );
    const events = await eventsOf(await write());
    expect(events.slice(-2)).toMatchObject([
      { type: 'usage', micros: priceOfWords(3) },
      { type: 'error', problem: { code: 'GENERATOR_STOPPED', details: { reason: 'cut' } } },
    ]);
    expect(await receipts()).toMatchObject([['ended', 400, priceOfWords(3), priceOfWords(17)]]);
    expect(ended).toMatchObject([{ state: 'interrupted', text: 'word0 word1 word2' }]);
  });

  it('is settled also when the generator has a bug', async () => {
    const { write, receipts } = await setUp(
      tenWords((index) => {
        if (index === 1) throw new TypeError('undefined is not a function');
      }),
    );
    const events = await eventsOf(await write());
    expect(events.at(-1)).toMatchObject({ type: 'interrupted', reason: 'generator-failed' });
    expect(await receipts()).toMatchObject([['ended', 400, priceOfWords(1), priceOfWords(19)]]);
  });

  it.each([
    ['stopped by its user', 'stopped'],
    ['interrupted by a stop of the server', 'interrupted'],
  ] as const)('costs the words that are kept when it is %s', async (_, state) => {
    const { write, receipts, streams, owner, ended, drain, textIn } = await setUp(
      tenWords((index, signal) => (index === 6 ? untilAborted(signal) : undefined)),
    );
    const response = await write();
    const reading = eventsOf(response);
    await expect.poll(() => textIn(idOf(response))).toMatch(/word5$/);
    await (state === 'stopped' ? streams.cancel({ owner, id: idOf(response) }) : drain());
    const text = textOf(await reading);
    expect(text).toBe('word0 word1 word2 word3 word4 word5');
    expect(await receipts()).toEqual([['ended', 400, priceOfWords(6), priceOfWords(14)]]);
    expect(ended).toMatchObject([{ state, text, failure: undefined }]);
  });

  it('is paid once, however often its request comes', async () => {
    const { write, receipts } = await setUp(tenWords());
    const answers = await Promise.all([write({ key: 'k' }), write({ key: 'k' })]);
    const [first, again] = await Promise.all([...answers, await write({ key: 'k' })].map(eventsOf));
    expect(first).toEqual(again);
    expect(await receipts()).toHaveLength(1);
  });

  it('is paid although a second stream asks for the same receipt while it runs', async () => {
    const { write, receipts, streams, textIn, owner } = await setUp(
      tenWords((index, signal) => (index === 6 ? untilAborted(signal) : undefined)),
    );
    const receipt = { id: 'a take', what: 'story', title: 'The lamp' } as const;
    const response = await write({ receipt });
    await expect.poll(() => textIn(idOf(response))).toMatch(/word5$/);
    await expect(write({ receipt })).rejects.toMatchObject({ code: 'CONFLICT' });
    await streams.cancel({ owner, id: idOf(response) });
    expect(await receipts()).toEqual([['ended', 400, priceOfWords(6), priceOfWords(14)]]);
  });

  it('begins nothing and takes nothing when the prompt is rejected', async () => {
    const { write, receipts } = await setUp(tenWords());
    await expect(write({ wish: 'send it to mara@example.org' })).rejects.toMatchObject({
      ...{ code: 'PROMPT_REJECTED', status: 422, details: { reason: 'private-data' } },
    });
    expect(await receipts()).toEqual([]);
  });

  it('begins nothing when the budget is too small, and leaves its place to another', async () => {
    const { write, receipts } = await setUp(tenWords(), { budget: 399, perWriter: 1 });
    const poor = { code: 'BUDGET_EXCEEDED', retryAfterMs: expect.any(Number) as number };
    await expect(write()).rejects.toMatchObject(poor);
    await expect(write()).rejects.toMatchObject(poor);
    expect(await receipts()).toEqual([]);
  });

  it('returns all money when the caller cannot store the place of the text', async () => {
    const { write, receipts } = await setUp(tenWords(), { perWriter: 1 });
    const full = new Failure(GENERATOR_GONE);
    const begun = async (): Promise<void> => {
      throw full;
    };
    await expect(write({ begun, key: 'k' })).rejects.toBe(full);
    expect(await receipts()).toEqual([['ended', 400, 0, 400]]);
    // The same request may try again.
    expect(textOf(await eventsOf(await write({ key: 'k' })))).toMatch(/word9$/);
    expect(await receipts()).toEqual([['ended', 400, 200, 200]]);
  });

  it('waits for a place, and says when there will be one', async () => {
    const { write, streams, owner, paid, platform, drain } = await setUp(
      tenWords((_, signal) => untilAborted(signal)),
    );
    const first = await write();
    await platform.advance(500);
    await write();
    await expect(write()).rejects.toMatchObject({
      ...{ code: 'GENERATOR_BUSY', status: 429, effect: 'none', details: { places: 'user' } },
      retryAfterMs: 1500,
    });
    await streams.cancel({ owner, id: idOf(first) });
    await expect.poll(() => write().then(idOf, () => '')).toMatch(/./);
    await drain();
    await paid.settled();
  });
});

const sitting = (count: number, owner: string) => ({
  ...{ owner, signal: AbortSignal.timeout(5000) },
  receipt: { id: 'sitting', what: 'portrait', title: 'Mara' } as const,
  prompts: Array.from({ length: count }, (_, index) => ({
    ...{ seed: `${index}`, description: 'a keeper' },
    look: { paper: 'moss', silhouette: 'tall', age: 50 } as const,
  })),
});

describe('a sitting for portraits', () => {
  it('costs the portraits that are kept', async () => {
    const { paid, owner, receipts } = await setUp(tenWords());
    const drawn = await paid.draw({
      ...sitting(3, owner),
      async keep(_, index) {
        if (index === 2) throw new Failure(GENERATOR_GONE);
        return index;
      },
    });
    expect(drawn).toMatchObject({ kept: [0, 1], failure: { code: 'GENERATOR_GONE' } });
    expect(await receipts()).toEqual([
      ['ended', priceOfPortraits(3), priceOfPortraits(2), priceOfPortraits(1)],
    ]);
  });

  it('costs nothing when no portrait was drawn', async () => {
    const gone = new Failure(GENERATOR_GONE);
    const { paid, owner, receipts } = await setUp({
      ...tenWords(),
      draw: () => Promise.reject(gone),
    });
    await expect(paid.draw({ ...sitting(2, owner), keep: async () => 1 })).rejects.toBe(gone);
    expect(await receipts()).toEqual([['ended', priceOfPortraits(2), 0, priceOfPortraits(2)]]);
  });

  it('draws nothing and takes nothing when a description is rejected', async () => {
    const { paid, owner, receipts } = await setUp(tenWords());
    const { prompts, ...rest } = sitting(1, owner);
    const described = prompts.map((prompt) => ({ ...prompt, description: 'mara@example.org' }));
    const order = { ...rest, prompts: described, keep: async () => 1 };
    await expect(paid.draw(order)).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
    expect(await receipts()).toEqual([]);
  });
});

it('returns the money of a server that was killed, except for the words that the log keeps', async () => {
  const { write, textIn, owner, spending, platform, paid, drain } = await setUp(
    tenWords((index, signal) => (index === 4 ? untilAborted(signal) : undefined)),
  );
  const response = await write();
  await expect.poll(() => textIn(idOf(response))).toMatch(/word3$/);
  expect(await spending.read(owner)).toMatchObject({ reservedMicros: 400, spentMicros: 0 });
  // Another server settles it by the log. It sees a lease that its dead writer no longer renews.
  platform.jumpWallClock(120_000);
  expect(await spending.read(owner)).toMatchObject({ reservedMicros: 0, spentMicros: 80 });
  await drain();
  await paid.settled();
  expect(await spending.read(owner)).toMatchObject({ reservedMicros: 0, spentMicros: 80 });
});
