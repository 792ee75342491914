import { randomUUID } from 'node:crypto';
import { createIdempotency, createStreamServer } from '@holdfast/server';
import type { StoredSecret } from '@holdfast/server/credentials';
import { answerNotFound, answerProblem, requestScope } from '@holdfast/server/hono';
import { sqlStores } from '@holdfast/server/sql';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import type { Story, StoryPage } from '../../contract/story.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { storyRoutes } from '../stories/story-routes.ts';
import { createStoryTeller } from '../stories/story-teller.ts';
import { createSpendingLedger } from '../spending/create-spending-ledger.ts';
import { createGenerationPlaces } from '../generator/generation-places.ts';
import { createPaidGeneration } from '../generator/paid-generation.ts';
import type { Generator, TextPrompt } from '../generator/generator.ts';

/** A generator that the test controls: it tells the test of each text that it is asked for, and writes what the test gives. */
export interface ScriptedGenerator extends Pick<Generator, 'name' | 'write' | 'draw'> {
  readonly asked: TextPrompt[];
  say(text: string): void;
  end(): void;
  die(error: unknown): void;
}

function scriptedGenerator(): ScriptedGenerator {
  const steps: (() => string | undefined)[] = [];
  let wake: (() => void) | undefined;
  const push = (step: () => string | undefined): void => {
    steps.push(step);
    wake?.();
  };
  const asked: TextPrompt[] = [];
  return {
    name: 'scripted',
    asked,
    async *write(prompt) {
      asked.push(prompt);
      for (;;) {
        const step = steps.shift();
        if (!step) await new Promise<void>((resolve) => (wake = resolve));
        else {
          const text = step();
          if (text === undefined) return;
          yield text;
        }
      }
    },
    draw: () => Promise.reject(new Error('It draws nothing.')),
    say: (text) => push(() => text),
    end: () => push(() => undefined),
    die: (error) =>
      push(() => {
        throw error;
      }),
  };
}

export interface StoriesOptions {
  readonly leaseMs?: number;
  /** What each writer may spend. */
  readonly limitMicros?: number;
}

const unheard = (): void => {};

/** The routes of stories on a database, for signed-in writers. Another call on the same database is another server. */
export function storiesUnderTest(
  database: Database,
  { leaseMs = 300, limitMicros = 1_000_000 }: StoriesOptions = {},
) {
  const stores = sqlStores(database);
  const generator = scriptedGenerator();
  const reported: unknown[] = [];
  const streams = createStreamServer({
    log: stores.streams,
    leaseMs,
    pollMs: 10,
    report: (thrown) => reported.push(thrown),
  });
  const paid = createPaidGeneration({
    ...{ generator, streams, log: stores.streams },
    moderation: { check: async (texts) => (texts.includes('gore') ? 'hate' : undefined) },
    places: createGenerationPlaces(() => ({ perWriter: 4, perServer: 16 })),
    spending: createSpendingLedger({
      database,
      limitMicros: () => limitMicros,
      spentBy: async () => undefined,
    }),
    report: (thrown) => reported.push(thrown),
  });
  const teller = createStoryTeller({ database, streams, paid });
  const app = new Hono<SignedIn>();
  app.use(requestScope({ log: () => {} }));
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(async (c, next) => {
    const id = c.req.header('x-writer') ?? '';
    c.set('account', { id, name: '', displayName: '', role: 'writer' });
    await next();
  });
  const idempotent = createIdempotency<Transaction<Tables>>({ store: stores.keys });
  const limits = { maxBytes: 262_144, maxDepth: 16 };
  const guard = { inspectBody: async () => {} };
  app.route(
    '/api/stories',
    storyRoutes({ database, idempotent, guard, limits, teller, damaged: unheard }),
  );
  return { app, stores, streams, teller, generator, reported };
}

export type StoriesUnderTest = ReturnType<typeof storiesUnderTest>;

export async function addAccount(database: Database): Promise<string> {
  const id = randomUUID();
  const password = '' as unknown as StoredSecret;
  await database
    .insertInto('accounts')
    .values({ id, name: id, name_key: id, password, created_at: 1 })
    .execute();
  return id;
}

export interface Ask {
  readonly key?: string;
  readonly basedOn?: string | null;
}

/** A writer of stories, as an HTTP client sees the routes. */
export function writerOf({ app }: Pick<StoriesUnderTest, 'app'>, writer: string) {
  const send = async (
    method: string,
    at: string,
    body?: unknown,
    { key = randomUUID(), basedOn }: Ask = {},
  ): Promise<Response> =>
    app.request(`http://fireside.test/api/stories${at}`, {
      method,
      headers: {
        'x-writer': writer,
        'idempotency-key': `"${key}"`,
        accept: 'application/x-ndjson, application/problem+json;q=0.9',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(basedOn === null && { 'if-none-match': '*' }),
        ...(typeof basedOn === 'string' && { 'if-match': `"${basedOn}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    send,
    list: async (query = ''): Promise<StoryPage> =>
      (await (await send('GET', query)).json()) as StoryPage,
    read: async (id: string): Promise<Story> =>
      (await (await send('GET', `/${id}`)).json()) as Story,
    /** A new story with one chapter. */
    async story(title = 'The lamp'): Promise<{ readonly id: string; readonly chapterId: string }> {
      const [id, chapterId] = [randomUUID(), randomUUID()];
      await send('PUT', `/${id}`, storyBody({ title }), { basedOn: null });
      await send('PUT', `/${id}/chapters/${chapterId}`, { title: 'One' });
      return { id, chapterId };
    },
  };
}

export const storyBody = (given: object = {}) => ({
  ...{ title: 'The lamp', setting: 'An island.', tone: 'wry', length: 'short' },
  ...{ characterIds: [], revision: 'r1' },
  ...given,
});
