import { describe, expect, it } from 'vitest';
import { outcome, streamsUnderTest } from '../../../test/ask-streams.ts';

const START = '0000000000000000_0000000000000000';
const from = (source: string, offset?: string, sub?: number) => ({
  headers: {
    'stream-forked-from': source,
    ...(offset !== undefined && { 'stream-fork-offset': offset }),
    ...(sub !== undefined && { 'stream-fork-sub-offset': String(sub) }),
  },
});

const lives = (seconds: number) => ({ 'stream-ttl': String(seconds) });

async function withSource(options: Parameters<typeof streamsUnderTest>[0] = {}) {
  const under = streamsUnderTest(options);
  const { ask } = under;
  const first = await ask('PUT /a', { body: 'one' });
  const second = await ask('POST /a', { body: 'two' });
  const offsets = [first, second].map(({ headers }) => headers.get('stream-next-offset') ?? '');
  return {
    ...under,
    afterOne: offsets[0] ?? '',
    textOf: async (path: string, offset = '-1') =>
      (await ask(`GET ${path}?offset=${offset}`)).text(),
  };
}

describe('a fork', () => {
  it('has the bytes of its source up to its offset, and then its own appends', async () => {
    const { ask, afterOne, textOf } = await withSource();
    const fork = await ask('PUT /b', { ...from('/a', afterOne) });
    expect(fork.status).toBe(201);
    expect(fork.headers.get('content-type')).toBe('text/plain');
    expect(fork.headers.get('stream-next-offset')).toBe(afterOne);
    await ask('POST /a', { body: 'three' });
    await ask('POST /b', { body: '2' });
    expect(await textOf('/b')).toBe('one2');
    expect(await textOf('/b', afterOne)).toBe('2');
    expect(await textOf('/a')).toBe('onetwothree');
    await ask('PUT /c', from('/b'));
    await ask('POST /c', { body: '3' });
    expect(await textOf('/c')).toBe('one23');
    await ask('PUT /d', from('/c', afterOne));
    await ask('POST /d', { body: 'd' });
    expect(await textOf('/d')).toBe('oned');
    await ask('PUT /e', from('/d', START));
    expect(await textOf('/e')).toBe('');
  });

  it('can begin within an append: at a byte of it, or at a message of JSON', async () => {
    const { ask, afterOne, textOf } = await withSource();
    await ask('PUT /b', from('/a', afterOne, 2));
    expect(await textOf('/b')).toBe('onetw');
    expect(await outcome(ask('PUT /c', from('/a', afterOne, 4)))).toBe('400 REQUEST_INVALID');
    expect(await outcome(ask('PUT /c', from('/a', undefined, 1)))).toBe('400 REQUEST_INVALID');
    expect(await outcome(ask('PUT /c', from('/a', afterOne, -1)))).toBe('400 REQUEST_INVALID');
    const json = { 'content-type': 'application/json' };
    await ask('PUT /j', { headers: json, body: '[{"a":"},\\""}, [1,2] ,3]' });
    for (const [count, messages] of [
      [1, [{ a: '},"' }]],
      [2, [{ a: '},"' }, [1, 2]]],
      [3, [{ a: '},"' }, [1, 2], 3]],
    ] as const) {
      await ask(`PUT /j${count}`, from('/j', START, count));
      expect(JSON.parse(await textOf(`/j${count}`))).toEqual(messages);
    }
    expect(await outcome(ask('PUT /j4', from('/j', START, 4)))).toBe('400 REQUEST_INVALID');
  });

  it('is the same fork for the same request, and refused for another one', async () => {
    const { ask, afterOne } = await withSource();
    expect((await ask('PUT /b', from('/a', afterOne))).status).toBe(201);
    expect((await ask('PUT /b', from('/a', afterOne))).status).toBe(200);
    for (const other of [from('/a'), from('/a', START), from('/a', afterOne, 1), from('/b')]) {
      expect(await outcome(ask('PUT /b', other))).toBe('409 CONFLICT');
    }
    expect((await ask('PUT /c', from('/a'))).status).toBe(201);
    await ask('POST /a', { body: 'three' });
    expect((await ask('PUT /c', from('/a'))).status).toBe(200);
  });

  it('needs a source of the same type that has this offset', async () => {
    const { ask } = await withSource();
    const json = { headers: { ...from('/a').headers, 'content-type': 'application/json' } };
    expect(await outcome(ask('PUT /b', json))).toBe('409 CONFLICT');
    expect(await outcome(ask('PUT /b', from('/x')))).toBe('404 NOT_FOUND');
    for (const offset of ['words', '0000000000000001_0000000000000002', START.replace('0', '9')]) {
      expect(await outcome(ask('PUT /b', from('/a', offset)))).toBe('400 REQUEST_INVALID');
    }
  });

  it('begins open, without the producers of its source', async () => {
    const { ask, textOf } = await withSource();
    const turn = { 'producer-id': 'p', 'producer-epoch': '3', 'producer-seq': '0' };
    await ask('POST /a', { body: '!', headers: { ...turn, 'stream-seq': '5' } });
    await ask('POST /a', { headers: { 'stream-closed': 'true' } });
    await ask('PUT /b', from('/a'));
    const again = { ...turn, 'producer-epoch': '0', 'stream-seq': '1' };
    expect((await ask('POST /b', { body: '?', headers: again })).status).toBe(200);
    expect(await textOf('/b')).toBe('onetwo!?');
  });

  it('keeps the bytes of a deleted source, whose name stays taken until the last fork is deleted', async () => {
    const { ask, textOf } = await withSource();
    await ask('PUT /b', from('/a'));
    await ask('PUT /c', from('/b'));
    expect((await ask('DELETE /a')).status).toBe(204);
    expect((await ask('DELETE /b')).status).toBe(204);
    for (const request of ['GET /a', 'HEAD /a', 'DELETE /a']) {
      expect((await ask(request)).status).toBe(410);
    }
    expect(await outcome(ask('POST /a', { body: 'x' }))).toBe('410 STREAM_GONE');
    expect(await outcome(ask('PUT /a'))).toBe('409 CONFLICT');
    expect(await outcome(ask('PUT /d', from('/a')))).toBe('409 CONFLICT');
    expect(await textOf('/c')).toBe('onetwo');
    await ask('DELETE /c');
    expect((await ask('GET /a')).status).toBe(404);
    expect((await ask('GET /b')).status).toBe(404);
  });

  it('lives as long as its source, unless it asks for another time', async () => {
    const { ask, platform } = streamsUnderTest();
    await ask('PUT /a', { body: 'x', headers: lives(100) });
    await ask('PUT /b', from('/a'));
    await ask('PUT /c', { headers: { ...from('/a').headers, ...lives(10) } });
    expect((await ask('HEAD /b')).headers.get('stream-ttl')).toBe('100');
    expect((await ask('HEAD /c')).headers.get('stream-ttl')).toBe('10');
    await platform.advance(10_000);
    expect((await ask('GET /c')).status).toBe(404);
    await platform.advance(80_000);
    await ask('GET /b');
    await platform.advance(20_000);
    // The source has expired, and its fork still reads it.
    expect((await ask('GET /a')).status).toBe(410);
    expect(await (await ask('GET /b')).text()).toBe('x');
    await ask('DELETE /b');
    // The next creation removes expired streams: the other fork first, then the source that the fork held.
    await ask('PUT /z');
    expect((await ask('GET /a')).status).toBe(404);
  });
});
