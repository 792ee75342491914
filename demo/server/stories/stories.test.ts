import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FIRST_REVISION } from '../../contract/character.ts';
import { StoryPage, Story } from '../../contract/story.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import {
  addAccount,
  storiesUnderTest,
  storyBody,
  writerOf,
} from '../testing/stories-under-test.ts';
import { problemOf } from '../testing/writer.ts';

const writeTake = (text: string, revision: string, parentId: string | null = null) => ({
  ...{ origin: 'written', parentId, text, revision },
});

onEachDatabase((open) => {
  const setUp = async () => {
    const database = open();
    const under = storiesUnderTest(database);
    const [mara, noor] = [await addAccount(database), await addAccount(database)];
    const bytes = async (): Promise<number> => {
      const accounts = database.selectFrom('accounts').select('bytes').where('id', '=', mara);
      return (await accounts.executeTakeFirstOrThrow()).bytes;
    };
    return {
      ...under,
      database,
      account: mara,
      bytes,
      mara: writerOf(under, mara),
      noor: writerOf(under, noor),
    };
  };

  describe('a story', () => {
    it('comes back as it was saved, with its chapters and takes as they came', async () => {
      const { mara } = await setUp();
      const { id, chapterId } = await mara.story();
      const second = randomUUID();
      await mara.send('PUT', `/${id}/chapters/${second}`, { title: 'Two' });
      const [one, two] = [randomUUID(), randomUUID()];
      const takes = `/${id}/chapters/${chapterId}/takes`;
      const wrote = await mara.send('PUT', `${takes}/${one}`, writeTake('One lamp.', 'c1'), {
        basedOn: FIRST_REVISION,
      });
      expect(await wrote.json()).toEqual({ id: chapterId, chosenTakeId: one, revision: 'c1' });
      await mara.send('PUT', `${takes}/${two}`, writeTake('Two lamps, lit.', 'c2', one), {
        basedOn: 'c1',
      });

      const story = Story.parse(await mara.read(id));
      expect(story).toMatchObject({ ...storyBody(), id, chapterCount: 2, wordCount: 3 });
      expect(story.chapters).toMatchObject([
        { id: chapterId, title: 'One', chosenTakeId: two, revision: 'c2' },
        { id: second, title: 'Two', chosenTakeId: null, revision: FIRST_REVISION, takes: [] },
      ]);
      expect(story.chapters[0]?.takes).toMatchObject([
        { id: one, origin: 'written', parentId: null, state: 'whole', text: 'One lamp.' },
        { id: two, parentId: one, text: 'Two lamps, lit.', stream: null, prompt: '' },
      ]);
    });

    it('is listed in the order in which it came, page by page', async () => {
      const { mara } = await setUp();
      const ids: string[] = [];
      for (let number = 0; number < 5; number += 1) ids.push((await mara.story(`${number}`)).id);
      const seen: string[] = [];
      let next: string | undefined = '';
      for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
        const page: StoryPage = StoryPage.parse(
          await mara.list(next === '' ? '?limit=2' : `?limit=2&after=${next}`),
        );
        seen.push(...page.stories.map(({ id }) => id));
        next = page.next;
      }
      expect(seen).toEqual(ids);
    });

    it('replaces only the state that a save names, and answers an equal save as before', async () => {
      const { mara } = await setUp();
      const { id } = await mara.story();
      const later = storyBody({ title: 'The lamp goes out', revision: 'r2' });
      const save = (body: object, basedOn: string | null, key?: string) =>
        mara.send('PUT', `/${id}`, body, { basedOn, ...(key !== undefined && { key }) });
      const key = randomUUID();
      const saved = await save(later, 'r1', key);
      expect(saved.headers.get('etag')).toBe('"r2"');
      const replayed = await save(later, 'r1', key);
      expect(replayed.headers.get('idempotency-replayed')).toBe('true');
      expect(await replayed.json()).toEqual(await saved.json());

      const refused = await save(storyBody({ title: 'Another', revision: 'r3' }), 'r1');
      expect(refused.status).toBe(412);
      expect(await problemOf(refused)).toMatchObject({ code: 'PRECONDITION_FAILED' });
      // Another device sent the same content.
      const same = await save({ ...later, revision: 'r4' }, 'r1');
      expect(await same.json()).toMatchObject({ revision: 'r2' });
      expect(await mara.read(id)).toMatchObject({ title: 'The lamp goes out', revision: 'r2' });
    });

    it('is deleted once, however often the request comes, and can be restored whole', async () => {
      const { mara, bytes } = await setUp();
      const { id, chapterId } = await mara.story();
      const take = writeTake('One lamp.', 'c1');
      const at = `/${id}/chapters/${chapterId}/takes/${randomUUID()}`;
      await mara.send('PUT', at, take, { basedOn: FIRST_REVISION });
      const before = { story: await mara.read(id), bytes: await bytes() };
      expect(before.bytes).toBeGreaterThan(300);
      for (let time = 0; time < 2; time += 1) {
        expect((await mara.send('DELETE', `/${id}`)).status).toBe(204);
        expect(await bytes()).toBe(0);
      }
      expect((await mara.list()).stories).toEqual([]);
      expect(await problemOf(await mara.send('GET', `/${id}`))).toMatchObject({
        ...{ status: 404, code: 'STORY_UNKNOWN' },
      });
      const gone = await mara.send('PUT', `/${id}/chapters/${randomUUID()}`, { title: '' });
      expect(gone.status).toBe(404);
      for (let time = 0; time < 2; time += 1) {
        expect((await mara.send('PUT', `/${id}/restoration`)).status).toBe(204);
        expect(await bytes()).toBe(before.bytes);
      }
      expect(await mara.read(id)).toEqual(before.story);
      const unknown = await mara.send('PUT', `/${randomUUID()}/restoration`);
      expect(unknown.status).toBe(404);
    });

    it('that was deleted elsewhere comes back with its chapters when its writer keeps a changed one', async () => {
      const { mara, bytes } = await setUp();
      const { id } = await mara.story();
      const before = { chapters: (await mara.read(id)).chapters, bytes: await bytes() };
      await mara.send('DELETE', `/${id}`);
      const change = storyBody({ title: 'The wick', revision: 'r2' });
      const stale = await mara.send('PUT', `/${id}`, change, { basedOn: 'r1' });
      expect(stale.status).toBe(412);
      const kept = await mara.send('PUT', `/${id}`, change, { basedOn: null });
      expect(kept.status).toBe(200);
      expect(await mara.read(id)).toMatchObject({
        ...{ title: 'The wick', revision: 'r2', chapters: before.chapters },
      });
      expect(await bytes()).toBe(before.bytes);
    });

    it('counts the bytes of everything in it against its account', async () => {
      const { mara, bytes, database, account } = await setUp();
      const { id, chapterId } = await mara.story();
      const at = `/${id}/chapters/${chapterId}/takes/${randomUUID()}`;
      const before = await bytes();
      await mara.send('PUT', at, writeTake('né', 'c1'), { basedOn: FIRST_REVISION });
      expect(await bytes()).toBe(before + 100 + 3);
      await mara.send('PUT', `/${id}/chapters/${chapterId}`, { title: 'One and a half' });
      expect(await bytes()).toBe(before + 100 + 3 + ' and a half'.length);
      const [story] = await database
        .selectFrom('stories')
        .select('bytes')
        .where('account_id', '=', account)
        .execute();
      expect(story?.bytes).toBe(await bytes());

      await database
        .updateTable('accounts')
        .set({ bytes: 17_000_000 })
        .where('id', '=', account)
        .execute();
      const more = await mara.send('PUT', `/${id}/chapters/${randomUUID()}`, { title: 'Two' });
      expect(await problemOf(more)).toMatchObject({
        ...{ code: 'ACCOUNT_FULL', details: { what: 'bytes' } },
      });
    });
  });

  describe('a take', () => {
    it('is never overwritten: another text under its id is a conflict', async () => {
      const { mara } = await setUp();
      const { id, chapterId } = await mara.story();
      const at = `/${id}/chapters/${chapterId}/takes/${randomUUID()}`;
      await mara.send('PUT', at, writeTake('One lamp.', 'c1'), { basedOn: FIRST_REVISION });
      const other = await mara.send('PUT', at, writeTake('No lamp.', 'c2'), { basedOn: 'c1' });
      expect(await problemOf(other)).toMatchObject({ status: 409, code: 'CONFLICT' });
      const again = await mara.send('PUT', at, writeTake('One lamp.', 'c1'), {
        basedOn: FIRST_REVISION,
      });
      expect(again.status).toBe(200);
      expect((await mara.read(id)).chapters[0]?.takes).toMatchObject([{ text: 'One lamp.' }]);
    });

    it('of two devices is kept, and only the choice of the later one is a conflict', async () => {
      const { mara } = await setUp();
      const { id, chapterId } = await mara.story();
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const takes = `/${id}/chapters/${chapterId}/takes`;
      const ask = { basedOn: FIRST_REVISION, key: randomUUID() };
      await mara.send('PUT', `${takes}/${theirs}`, writeTake('Theirs.', 'c1'), {
        basedOn: FIRST_REVISION,
      });
      for (let time = 0; time < 2; time += 1) {
        const refused = await mara.send('PUT', `${takes}/${mine}`, writeTake('Mine.', 'c2'), ask);
        expect(await problemOf(refused)).toMatchObject({
          ...{ status: 412, code: 'PRECONDITION_FAILED' },
        });
      }
      const [chapter] = (await mara.read(id)).chapters;
      expect(chapter).toMatchObject({
        ...{ chosenTakeId: theirs, revision: 'c1' },
        takes: [
          { id: theirs, text: 'Theirs.' },
          { id: mine, text: 'Mine.' },
        ],
      });
      const choose = (takeId: string, revision: string, basedOn: string) =>
        mara.send('PUT', `/${id}/chapters/${chapterId}/choice`, { takeId, revision }, { basedOn });
      expect(await (await choose(mine, 'c3', 'c1')).json()).toMatchObject({ chosenTakeId: mine });
      expect((await choose(theirs, 'c4', 'c1')).status).toBe(412);
      // The chapter shows this take already.
      expect(await (await choose(mine, 'c5', 'c1')).json()).toMatchObject({ revision: 'c3' });
      expect((await choose(randomUUID(), 'c6', 'c3')).status).toBe(404);
    });

    it('is chosen by one of many devices at once', async () => {
      const { mara } = await setUp();
      const { id, chapterId } = await mara.story();
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, device) =>
          mara.send(
            ...(['PUT', `/${id}/chapters/${chapterId}/takes/${randomUUID()}`] as const),
            writeTake(`Device ${device}.`, `c${device + 2}`),
            { basedOn: FIRST_REVISION },
          ),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(5);
      const [chapter] = (await mara.read(id)).chapters;
      expect(chapter?.takes).toHaveLength(6);
      const winner = answers.findIndex(({ status }) => status === 200);
      const chosen = chapter?.takes.find((take) => take.id === chapter.chosenTakeId);
      expect(chosen?.text).toBe(`Device ${winner}.`);
    });
  });

  it('shows and changes nothing of another writer, whatever ids a request names', async () => {
    const { mara, noor, bytes } = await setUp();
    const { id, chapterId } = await mara.story();
    const takeId = randomUUID();
    const at = `/${id}/chapters/${chapterId}`;
    await mara.send('PUT', `${at}/takes/${takeId}`, writeTake('Hers.', 'c1'), {
      basedOn: FIRST_REVISION,
    });
    const before = { story: await mara.read(id), bytes: await bytes() };
    const tell = { takeId: randomUUID(), continues: takeId, prompt: '', length: 'short' };
    const answers = [
      await noor.send('GET', `/${id}`),
      await noor.send('PUT', `/${id}`, storyBody({ revision: 'r2' }), { basedOn: 'r1' }),
      await noor.send('PUT', `/${id}/restoration`),
      await noor.send('PUT', at, { title: 'Stolen' }),
      await noor.send('PUT', `${at}/choice`, { takeId, revision: 'c2' }, { basedOn: 'c1' }),
      await noor.send('PUT', `${at}/takes/${randomUUID()}`, writeTake('His.', 'c2', takeId), {
        basedOn: 'c1',
      }),
      await noor.send('POST', `${at}/takes`, tell),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 412, 404, 404, 404, 404, 404]);
    expect((await noor.send('DELETE', `/${id}`)).status).toBe(204);
    // The ids of one account mean nothing in another one.
    const own = await noor.send('PUT', `/${id}`, storyBody(), { basedOn: null });
    expect(own.status).toBe(200);
    expect((await noor.read(id)).chapters).toEqual([]);
    expect({ story: await mara.read(id), bytes: await bytes() }).toEqual(before);
  });
});
