import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReadCache } from './idb-read-cache.ts';

let databases = 0;

function freshName(): string {
  const name = `cache-${(databases += 1)}`;
  onTestFinished(() => deleteDB(name));
  return name;
}

const read = (value: unknown, storedAt = 1000) => ({ value, storedAt });

describe('the read cache', () => {
  it('gives back the last answer that was put', async () => {
    const cache = createReadCache({ name: freshName() });
    expect(await cache.get('mira', 'characters')).toBeUndefined();
    await cache.put('mira', 'characters', read(['Ada'], 1000));
    await cache.put('mira', 'characters', read(['Ada', 'Grace'], 2000));
    expect(await cache.get('mira', 'characters')).toEqual(read(['Ada', 'Grace'], 2000));
  });

  it('gives its answers to a page that opens later', async () => {
    const name = freshName();
    await createReadCache({ name }).put('mira', 'characters', read('kept'));
    expect(await createReadCache({ name }).get('mira', 'characters')).toEqual(read('kept'));
  });

  it('counts an answer that it cannot read as missing, and replaces it', async () => {
    const name = freshName();
    const cache = createReadCache({ name });
    await cache.put('mira', 'characters', read('kept'));
    const database = await openDB(name);
    await database.put('reads', { owner: 'mira', key: 'characters', storedAt: 'today' });
    database.close();
    expect(await cache.get('mira', 'characters')).toBeUndefined();
    await cache.put('mira', 'characters', read('new'));
    expect(await cache.get('mira', 'characters')).toEqual(read('new'));
  });

  it('never shows one owner the answers of another', async () => {
    const cache = createReadCache({ name: freshName() });
    await cache.put('mira', 'characters', read('hers'));
    for (const owner of ['', 'mir', 'mira ', 'noor']) {
      expect(await cache.get(owner, 'characters')).toBeUndefined();
    }
  });

  it('forgets everything of one owner and nothing of the others', async () => {
    const cache = createReadCache({ name: freshName() });
    for (const owner of ['', 'mira', 'mira2']) {
      await cache.put(owner, 'characters', read(owner));
      await cache.put(owner, 'stories', read(owner));
    }
    await cache.clear('mira');
    expect(await cache.get('mira', 'characters')).toBeUndefined();
    expect(await cache.get('mira', 'stories')).toBeUndefined();
    for (const owner of ['', 'mira2']) {
      expect(await cache.get(owner, 'characters')).toEqual(read(owner));
    }
  });

  it('drops the oldest answers of an owner when there are too many', async () => {
    const cache = createReadCache({ name: freshName(), maxEntries: 2 });
    await cache.put('noor', 'old', read('kept', 1));
    await cache.put('mira', 'second', read(2, 20));
    await cache.put('mira', 'first', read(1, 10));
    await cache.put('mira', 'third', read(3, 30));
    expect(await cache.get('mira', 'first')).toBeUndefined();
    expect(await cache.get('mira', 'second')).toEqual(read(2, 20));
    expect(await cache.get('mira', 'third')).toEqual(read(3, 30));
    expect(await cache.get('noor', 'old')).toEqual(read('kept', 1));
  });

  it('keeps new answers after the clock was set back, and drops those from the future first', async () => {
    const cache = createReadCache({ name: freshName(), maxEntries: 2 });
    const day = 86_400_000;
    await cache.put('mira', 'ahead', read(1, 10 * day));
    await cache.put('mira', 'further ahead', read(2, 11 * day));
    await cache.put('mira', 'now', read(3, day));
    await cache.put('mira', 'then', read(4, day + 1));
    expect(await cache.get('mira', 'now')).toEqual(read(3, day));
    expect(await cache.get('mira', 'then')).toEqual(read(4, day + 1));
    expect(await cache.get('mira', 'ahead')).toBeUndefined();
  });

  it('counts an answer once when it is put again', async () => {
    const cache = createReadCache({ name: freshName(), maxEntries: 2 });
    await cache.put('mira', 'first', read(1, 10));
    await cache.put('mira', 'second', read(2, 20));
    await cache.put('mira', 'second', read(2, 30));
    expect(await cache.get('mira', 'first')).toEqual(read(1, 10));
  });
});

const sized = (bytes: number, storedAt: number) => read(new Uint8Array(bytes), storedAt);

describe('the bytes of kept answers', () => {
  it('have a limit for each owner: the oldest answers go first', async () => {
    const cache = createReadCache({ name: freshName(), maxBytes: 1000 });
    await cache.put('mira', 'old', sized(400, 1));
    await cache.put('mira', 'older', sized(400, 0));
    await cache.put('noor', 'old', sized(900, 0));
    await cache.put('mira', 'new', sized(500, 2));
    expect(await cache.get('mira', 'older')).toBeUndefined();
    expect(await cache.get('mira', 'old')).toEqual(sized(400, 1));
    expect(await cache.get('mira', 'new')).toEqual(sized(500, 2));
    expect(await cache.get('noor', 'old')).toEqual(sized(900, 0));
  });

  it('of an answer above the limit drive out no other: it is not kept', async () => {
    const cache = createReadCache({ name: freshName(), maxBytes: 1000 });
    await cache.put('mira', 'small', sized(400, 1));
    await cache.put('mira', 'large', sized(1001, 2));
    expect(await cache.get('mira', 'small')).toEqual(sized(400, 1));
    expect(await cache.get('mira', 'large')).toBeUndefined();
  });
});

it('a cache of an earlier version is emptied by the upgrade', async () => {
  const name = freshName();
  const before = await openDB(name, 1, {
    upgrade(database) {
      const reads = database.createObjectStore('reads', { keyPath: ['owner', 'key'] });
      reads.createIndex('age', ['owner', 'storedAt']);
    },
  });
  await before.put('reads', { owner: 'mira', key: 'a', value: 1, storedAt: 1 });
  before.close();
  const cache = createReadCache({ name });
  expect(await cache.get('mira', 'a')).toBeUndefined();
  await cache.put('mira', 'a', read(2));
  expect(await cache.get('mira', 'a')).toEqual(read(2));
});
