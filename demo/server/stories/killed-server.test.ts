import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  createCell,
  createHoldfast,
  fetchTransport,
  type Holdfast,
  watchStream,
} from '@holdfast/core';
import type { StreamOutcome } from '@holdfast/core/parts';
import { fixedBackoff } from '@holdfast/core/policies';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { expect, it, vi } from 'vitest';
import type { Story, TellTake } from '../../contract/story.ts';
import { readStory, tellTake } from '../../contract/story-operations.ts';
import { type FiresideProcess, startFireside } from '../testing/fireside-process.ts';
import { signUp, type Writer } from '../testing/writer.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Writing a text takes longer than the time that a stopping server gives it. */
const slowly = { FIRESIDE_GENERATOR_WORDS_PER_SECOND: '6', FIRESIDE_SHUTDOWN_MS: '1000' };
const fast = { FIRESIDE_GENERATOR_WORDS_PER_SECOND: '500' };

/** The SDK as a page has it, for a writer who is signed in. */
function pageOf({ url }: FiresideProcess, { cookie, subject }: Writer): Holdfast {
  const signedIn: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', cookie);
    return fetch(input, { ...init, headers });
  };
  return createHoldfast({
    baseUrl: `${url}/api/`,
    identity: createCell({ subject }),
    transport: fetchTransport({ fetch: signedIn }),
    streams: createStreams({ formats: [ndjson], backoff: fixedBackoff(50), maxAttempts: 200 }),
  });
}

/** A story with one chapter, and a character to tell of. */
async function begin(writer: Writer): Promise<Pick<TellTake, 'storyId' | 'chapterId'>> {
  const [storyId, chapterId, ada] = [randomUUID(), randomUUID(), randomUUID()];
  const put = (at: string, body: unknown): Promise<Response> =>
    writer.fetch(`/api/stories/${at}`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    });
  await writer.saveCharacter(ada, 'Ada of the long white stair by the cold green sea and the lamp');
  await put(storyId, {
    ...{ title: 'The lamp', setting: 'An island.', tone: 'wry', length: 'short' },
    ...{ characterIds: [ada], revision: 'r1' },
  });
  await put(`${storyId}/chapters/${chapterId}`, { title: 'One' });
  return { storyId, chapterId };
}

const storyIn = async (page: Holdfast, id: string): Promise<Story> => {
  const outcome = await page.run(readStory, { id });
  if (outcome.kind !== 'live') throw new Error(`The story is ${outcome.kind}.`);
  return outcome.value;
};

/** Tells a take, and calls `after` once the page has some words of it. */
async function tell(
  page: Holdfast,
  input: TellTake,
  after: () => Promise<unknown>,
): Promise<StreamOutcome<unknown>> {
  const stream = watchStream(page, tellTake, input);
  const outcome = stream.start();
  let words = 0;
  for await (const { type } of stream) {
    if (type === 'delta') words += 1;
    if (words === 3) break;
  }
  await after();
  return outcome;
}

const textOf = (outcome: StreamOutcome<unknown>): string =>
  outcome.kind === 'live' ? outcome.value.text : outcome.kind === 'interrupted' ? outcome.text : '';

it('a story whose server dies or stops in mid-sentence has the same words on page and server, and goes on from them', async () => {
  let server = await startFireside(slowly);
  const writer = await signUp(server.url, 'Mara');
  const page = pageOf(server, writer);
  const place = await begin(writer);
  const stored: Buffer[] = [];
  let continues: string | null = null;
  let told = '';
  for (const signal of ['SIGKILL', 'SIGTERM', undefined] as const) {
    const takeId = randomUUID();
    const input = { ...place, prompt: '', length: 'short', takeId, continues } as const;
    const outcome = await tell(page, input, async () => {
      if (!signal) return;
      await server.kill(signal);
      const { port } = new URL(server.url);
      const pace = signal === 'SIGTERM' ? fast : slowly;
      server = await startFireside({ ...pace, PORT: port, FIRESIDE_DATA: server.dataFolder });
    });
    expect(outcome.kind).toBe(signal ? 'interrupted' : 'live');
    expect(textOf(outcome)).toMatch(/\S+ \S+ \S+/);
    told += textOf(outcome);
    stored.push(Buffer.from(told));
    const [chapter] = (await storyIn(page, place.storyId)).chapters;
    expect(chapter?.chosenTakeId).toBe(takeId);
    expect(chapter?.takes.at(-1)).toMatchObject({
      ...{ id: takeId, parentId: continues, text: told, stream: null },
      ...{ state: signal ? 'interrupted' : 'whole' },
      origin: continues === null ? 'generated' : 'continued',
    });
    expect(storedTexts(server)).toEqual(stored);
    continues = takeId;
  }
});

/** The texts of all takes, read past the server. */
function storedTexts({ dataFolder }: FiresideProcess): readonly Buffer[] {
  const file = path.join(dataFolder, 'fireside.sqlite');
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const rows = database
      .prepare('select cast(text as blob) as text from takes order by position')
      .all();
    return rows.map(({ text }) => Buffer.from(text as Uint8Array));
  } finally {
    database.close();
  }
}
