import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StreamEnvelope } from '@holdfast/core/parts';
import { FIRST_REVISION } from '../../contract/character.ts';
import type { Chapter, Take, TellTake } from '../../contract/story.ts';
import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';
import { firesideRetention } from '../retention.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import {
  addAccount,
  storiesUnderTest,
  type StoriesOptions,
  type StoriesUnderTest,
  writerOf,
} from '../testing/stories-under-test.ts';
import { problemOf } from '../testing/writer.ts';

onEachDatabase((open) => {
  const setUp = async (options: StoriesOptions = {}) => {
    const database = open();
    const under = storiesUnderTest(database, options);
    const account = await addAccount(database);
    const writer = writerOf(under, account);
    const { id, chapterId } = await writer.story();
    const at = `/${id}/chapters/${chapterId}`;
    const tell = (given: Partial<TellTake> = {}, key = randomUUID(), as = writer) =>
      as.send(
        ...(['POST', `${at}/takes`] as const),
        { takeId: randomUUID(), continues: null, prompt: 'A lamp', length: 'short', ...given },
        { key },
      );
    const chapter = async (): Promise<Chapter> => {
      const [found] = (await writer.read(id)).chapters;
      if (!found) throw new Error('The story has no chapter.');
      return found;
    };
    const stream = (answer: Response) => ({
      owner: account,
      id: answer.headers.get('location')?.split('/').at(-1) ?? '',
    });
    const bytes = async (): Promise<number> => {
      const accounts = database.selectFrom('accounts').select('bytes').where('id', '=', account);
      return (await accounts.executeTakeFirstOrThrow()).bytes;
    };
    return { ...under, database, account, writer, id, chapterId, at, tell, chapter, stream, bytes };
  };

  it('a told take has the words of its stream, and the chapter shows it', async () => {
    const { tell, generator, streams, chapter, writer, id, bytes } = await setUp();
    const before = await bytes();
    const takeId = randomUUID();
    const answer = await tell({ takeId });
    generator.say('Once 🦊 ');
    generator.say('there was a lamp.');
    await expect
      .poll(async () => (await chapter()).takes)
      .toMatchObject([{ id: takeId, state: 'streaming', text: 'Once 🦊 there was a lamp.' }]);
    expect((await chapter()).takes[0]?.stream).toMatch(/^streams\/[\da-f]{32}$/);
    generator.end();
    const told = await textOf(answer);
    await streams.drain();
    expect(told).toBe('Once 🦊 there was a lamp.');
    expect(await chapter()).toMatchObject({
      ...{ chosenTakeId: takeId, revision: takeId },
      takes: [
        {
          ...{ id: takeId, origin: 'generated', parentId: null, state: 'whole' },
          ...{ text: told, prompt: 'A lamp', stream: null },
        },
      ],
    });
    expect(await writer.read(id)).toMatchObject({ wordCount: 5 });
    expect(await bytes()).toBe(before + 100 + Buffer.byteLength(`A lamp${told}`));
    expect(generator.asked).toMatchObject([{ before: '', wish: 'A lamp', words: 150 }]);
  });

  it('a take is kept with any text of its generator, except characters that no database keeps', async () => {
    const { tell, generator, streams, chapter } = await setUp();
    const answer = await tell();
    for (const text of ['Once\u0000 ', '\u0000', 'a \ud83e', '\udd8a', ' ran \udd8a \ud83e'])
      generator.say(text);
    generator.end();
    const told = await textOf(answer);
    await streams.drain();
    expect(told).toBe('Once a 🦊 ran \ufffd \ufffd');
    expect((await chapter()).takes).toMatchObject([{ state: 'whole', text: told }]);
  });

  describe.each<
    [string, Take['state'], (under: Awaited<ReturnType<typeof setUp>>, answer: Response) => unknown]
  >([
    [
      'its writer stops',
      'stopped',
      ({ streams, stream }, answer) => streams.cancel(stream(answer)),
    ],
    ['its generator dies', 'interrupted', ({ generator }) => generator.die(new Error('gone'))],
    ['its server stops', 'interrupted', ({ streams }) => streams.drain(0)],
  ])('a take that %s', (_, state, end) => {
    it('keeps the words that were sent, and a continuation adds to them', async () => {
      const under = await setUp();
      const [first, second] = [randomUUID(), randomUUID()];
      const answer = await under.tell({ takeId: first });
      under.generator.say('Once there was a la');
      await expect.poll(async () => (await under.chapter()).takes[0]?.text).toMatch(/la$/);
      await end(under, answer);
      expect(await textOf(answer)).toBe('Once there was a la');
      await expect
        .poll(async () => (await under.chapter()).takes)
        .toMatchObject([{ id: first, state, text: 'Once there was a la', stream: null }]);
      expect(await under.chapter()).toMatchObject({ chosenTakeId: first });

      // A server that stopped begins nothing more.
      const next = storiesUnderTest(under.database);
      const writer = writerOf(next, under.account);
      const goesOn = { takeId: second, continues: first, prompt: '' };
      const more = await under.tell(goesOn, randomUUID(), writer);
      next.generator.say('mp by the sea.');
      next.generator.end();
      expect(await textOf(more)).toBe('mp by the sea.');
      await next.streams.drain();
      expect(next.generator.asked).toMatchObject([{ before: 'Once there was a la' }]);
      const { takes, chosenTakeId } = await under.chapter();
      expect(chosenTakeId).toBe(second);
      expect(takes).toMatchObject([
        { id: first, text: 'Once there was a la' },
        {
          ...{ id: second, origin: 'continued', parentId: first, state: 'whole' },
          text: 'Once there was a lamp by the sea.',
        },
      ]);
    });
  });

  it('a second chapter goes on from the text that the first one shows', async () => {
    const { tell, generator, streams, writer, at, id, chapter } = await setUp();
    generator.say('Once there was a lamp.');
    generator.end();
    await textOf(await tell());
    const text = 'Once there was no lamp.';
    const { revision: basedOn } = await chapter();
    const take = { origin: 'written', parentId: null, text, revision: 'c2' };
    await writer.send('PUT', `${at}/takes/${randomUUID()}`, take, { basedOn });
    const second = `/${id}/chapters/${randomUUID()}`;
    await writer.send('PUT', second, { title: 'Two' });
    const body = { takeId: randomUUID(), continues: null, prompt: '', length: 'short' };
    const answer = await writer.send('POST', `${second}/takes`, body);
    generator.say('It was dark.');
    generator.end();
    expect(await textOf(answer)).toBe('It was dark.');
    await streams.drain();
    expect(generator.asked.at(-1)?.before).toBe(`${text}\n\n`);
    expect((await writer.read(id)).chapters[1]?.takes).toMatchObject([{ text: 'It was dark.' }]);
  });

  it('another device attaches to the stream of a take by asking for the same take', async () => {
    const { tell, generator, streams, database, account } = await setUp();
    const takeId = randomUUID();
    const first = await tell({ takeId });
    generator.say('Once ');
    const elsewhere = writerOf(storiesUnderTest(database), account);
    const second = await tell({ takeId }, randomUUID(), elsewhere);
    generator.say('there.');
    generator.end();
    expect([await textOf(first), await textOf(second)]).toEqual(['Once there.', 'Once there.']);
    await streams.drain();
    expect(await textOf(await tell({ takeId }))).toBe('Once there.');
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(generator.asked).toHaveLength(1);
    const other = await tell({ takeId, prompt: 'Another lamp' });
    expect(await problemOf(other)).toMatchObject({ status: 409, code: 'CONFLICT' });
  });

  it('one of many devices that ask for one take at once begins it', async () => {
    const { tell, generator, streams, chapter } = await setUp();
    const takeId = randomUUID();
    generator.say('Once.');
    generator.end();
    const answers = await Promise.all(Array.from({ length: 4 }, () => tell({ takeId })));
    const begun = answers.filter(({ ok }) => ok);
    expect(new Set(begun.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await textOf(begun[0])).toBe('Once.');
    for (const { status } of answers) expect([200, 409]).toContain(status);
    await streams.drain();
    expect(generator.asked).toHaveLength(1);
    expect((await chapter()).takes).toMatchObject([{ id: takeId, text: 'Once.' }]);
  });

  it('a writer keeps a choice that they made meanwhile, and finds the told take beside it', async () => {
    const { tell, generator, streams, chapter, writer, at } = await setUp();
    const [told, written] = [randomUUID(), randomUUID()];
    const answer = await tell({ takeId: told });
    generator.say('Once.');
    const take = { origin: 'written', parentId: null, text: 'Mine.', revision: 'c1' };
    await writer.send('PUT', `${at}/takes/${written}`, take, { basedOn: FIRST_REVISION });
    generator.end();
    await textOf(answer);
    await streams.drain();
    expect(await chapter()).toMatchObject({
      ...{ chosenTakeId: written, revision: 'c1' },
      takes: [{ text: 'Once.' }, { text: 'Mine.' }],
    });
  });

  it.each<[string, Partial<TellTake>, StoriesOptions, object]>([
    ['is against the rules', { prompt: 'gore' }, {}, { code: 'PROMPT_REJECTED' }],
    ['costs too much', {}, { limitMicros: 10 }, { code: 'BUDGET_EXCEEDED' }],
    ['goes on from no take', { continues: randomUUID() }, {}, { code: 'STORY_UNKNOWN' }],
  ])('a wish that %s leaves nothing behind', async (_, given, options, problem) => {
    const { tell, generator, chapter, bytes } = await setUp(options);
    const before = await bytes();
    expect(await problemOf(await tell(given))).toMatchObject(problem);
    expect((await chapter()).takes).toEqual([]);
    expect(await bytes()).toBe(before);
    expect(generator.asked).toEqual([]);
  });

  it('a take without a word is not shown, but its client learns why, and it is removed later', async () => {
    const { tell, generator, streams, chapter, teller, database, bytes } = await setUp();
    const before = await bytes();
    const takeId = randomUUID();
    const key = randomUUID();
    const answer = await tell({ takeId }, key);
    generator.die(new Error('gone'));
    expect(lastOf(await answer.text())).toMatchObject({ type: 'interrupted' });
    await streams.drain();
    expect(await chapter()).toMatchObject({ chosenTakeId: null, takes: [] });
    const again = await tell({ takeId }, key);
    expect(lastOf(await again.text())).toMatchObject({ type: 'interrupted' });
    await database.updateTable('takes').set({ made_at: 1 }).where('id', '=', takeId).execute();
    await teller.settleAll(1000);
    const left = await database.selectFrom('takes').select('id').where('id', '=', takeId).execute();
    expect(left).toEqual([]);
    expect(await bytes()).toBe(before);
  });

  it('a take of a server that died long ago gets its words before retention removes its stream', async () => {
    const under = await setUp();
    const { tell, generator, database, chapter, streams, stream } = under;
    const takeId = randomUUID();
    const answer = await tell({ takeId });
    generator.say('Once there');
    await expect.poll(async () => (await chapter()).takes[0]?.text).toBe('Once there');
    const dead = stream(answer);
    const silent = sql`update holdfast_streams set lease_until = 1, writer = 'dead' where id = ${dead.id}`;
    await silent.execute(database);
    const later = storiesUnderTest(database);
    const retention = retentionOf(database, later);
    await retention.start();
    await retention.run();
    await retention.stop();
    const row = database.selectFrom('takes').select(['text', 'state']).where('id', '=', takeId);
    expect(await row.executeTakeFirst()).toEqual({ text: 'Once there', state: 'interrupted' });
    expect((await later.streams.read(dead)).end).toMatchObject({ reason: 'server-lost' });
    await streams.drain(0);
  });

  it('a deleted story is told no further, and has its words after a restore', async () => {
    const { tell, generator, writer, id, bytes, chapter } = await setUp();
    const answer = await tell();
    generator.say('Once there');
    await expect.poll(async () => (await chapter()).takes[0]?.text).toBe('Once there');
    await writer.send('DELETE', `/${id}`);
    expect(lastOf(await answer.text())).toMatchObject({ reason: 'cancelled' });
    expect(await bytes()).toBe(0);
    await writer.send('PUT', `/${id}/restoration`);
    await expect
      .poll(async () => (await chapter()).takes)
      .toMatchObject([{ state: 'stopped', text: 'Once there' }]);
    expect(await bytes()).toBeGreaterThan(300);
  });
});

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

const nothing = async (): Promise<number> => 0;

/** The retention of Fireside, of which only stories and streams have anything old. */
function retentionOf(
  database: Database,
  { stores, teller }: Pick<StoriesUnderTest, 'stores' | 'teller'>,
) {
  return firesideRetention({
    configuration: { keyMs: YEAR_MS, telemetryMs: YEAR_MS, auditMs: YEAR_MS },
    ...{ database, stores, teller, sessions: { prune: nothing } as never },
    spending: { settleAbandoned: nothing, prune: nothing },
    ...{ audit: { flush: nothing } as never, metrics: { report: () => {} } },
    log: { event: (...event) => expect(event).toBeUndefined() },
  });
}

const eventsOf = (body: string): readonly StreamEnvelope[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as StreamEnvelope);

const lastOf = (body: string): StreamEnvelope | undefined => eventsOf(body).at(-1);

async function textOf(answer: Response | undefined): Promise<string> {
  const events = eventsOf((await answer?.text()) ?? '');
  return events
    .map((event) => (event.type === 'delta' ? (event as { text: string }).text : ''))
    .join('');
}
