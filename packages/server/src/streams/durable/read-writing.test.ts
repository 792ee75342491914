import { describe, expect, it } from 'vitest';
import { readAppend, readCreation } from './read-writing.ts';

const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const written = (headers: Readonly<Record<string, string>>, body?: string): Request =>
  new Request('http://test/streams/a', {
    method: 'POST',
    headers,
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
const append = (headers: Readonly<Record<string, string>>, body?: string) =>
  readAppend(written(headers, body), 100);
const create = (headers: Readonly<Record<string, string>>, body?: string) =>
  readCreation(written(headers, body), 100, async (address) => address.pathname);
/** A refusal with the field that is wrong, and what to give. */
const refusal = (pointer: string, message: string) =>
  expect.objectContaining({
    ...{ code: 'REQUEST_INVALID', status: 400 },
    details: { issues: [{ pointer: `/${pointer}`, message }] },
  });
const closed = (word: string) => ({ ...text, 'stream-closed': word });
const writer = (seq: string) => ({ ...text, 'stream-seq': seq });
const name = 'n'.repeat(256);

describe('an append', () => {
  it('has its bytes, its type and nothing that the client did not ask for', async () => {
    expect(await append(text, 'one')).toEqual({
      ...{ data: new TextEncoder().encode('one'), contentType: 'text/plain', closes: false },
    });
  });

  it('may close the stream, with or without bytes, and only by the word `true`', async () => {
    expect(await append(closed('TRUE'))).toMatchObject({ closes: true, data: new Uint8Array() });
    expect(await append(closed('true'), 'x')).toMatchObject({ closes: true });
    expect(await append(closed('yes'), 'x')).toMatchObject({ closes: false });
    await expect(append(closed('yes'))).rejects.toEqual(refusal('body', 'Give bytes to append.'));
  });

  it('has a place of the writer of 1 to 256 characters', async () => {
    expect(await append(writer(name), 'x')).toMatchObject({ writerSeq: name });
    for (const wrong of ['', `${name}n`]) {
      await expect(append(writer(wrong), 'x')).rejects.toEqual(
        refusal('stream-seq', 'Give 1 to 256 characters.'),
      );
    }
  });

  it('has the turn of a producer, of which no part may be absent', async () => {
    const turn = (producer: string, epoch: string, seq: string) =>
      append(
        { ...text, 'producer-id': producer, 'producer-epoch': epoch, 'producer-seq': seq },
        'x',
      );
    expect(await turn(name, '0', '9007199254740991')).toMatchObject({
      turn: { producer: name, epoch: 0, seq: 9_007_199_254_740_991 },
    });
    const long = refusal('producer-id', 'Give 1 to 256 characters.');
    await expect(turn(`${name}n`, '0', '0')).rejects.toEqual(long);
    await expect(append({ ...text, 'producer-epoch': '0' }, 'x')).rejects.toEqual(long);
    await expect(append({ ...text, 'producer-seq': '0' }, 'x')).rejects.toEqual(long);
    const whole = 'Give a whole number from 0 to 2^53 - 1.';
    for (const wrong of [
      '',
      '01',
      '-1',
      '1.5',
      '9007199254740992',
      '10000000000000000',
      'x1',
      '1x',
    ]) {
      await expect(turn('p', wrong, '0')).rejects.toEqual(refusal('producer-epoch', whole));
      await expect(turn('p', '0', wrong)).rejects.toEqual(refusal('producer-seq', whole));
    }
    await expect(append({ ...text, 'producer-id': 'p' }, 'x')).rejects.toEqual(
      refusal('producer-epoch', whole),
    );
  });

  it('has a type, and a message at least if that is JSON', async () => {
    await expect(append({}, 'x')).rejects.toEqual(refusal('content-type', 'Name the type.'));
    await expect(append(json, '[]')).rejects.toEqual(refusal('body', 'Give one message at least.'));
    expect((await append(json, '[1,2]')).data.length).toBeGreaterThan(0);
  });

  it('has bytes as they are, without a coding', async () => {
    expect(await append({ ...text, 'content-encoding': ' Identity ' }, 'x')).toBeDefined();
    await expect(append({ ...text, 'content-encoding': 'gzip' }, 'x')).rejects.toMatchObject({
      code: 'MEDIA_TYPE_REFUSED',
    });
  });
});

describe('a creation', () => {
  it('has no fork, no type and no end where the client named none', async () => {
    const created = await create({});
    expect(created).toMatchObject({ contentType: undefined, isClosed: false });
    expect(created).not.toHaveProperty('fork');
    expect(await create({ 'stream-closed': 'true' }, 'x')).toMatchObject({ isClosed: true });
  });

  it('has a type with two parts', async () => {
    await expect(create({ 'content-type': 'words' })).rejects.toEqual(
      refusal('content-type', 'Name a type such as text/plain.'),
    );
  });

  it('forks the stream of a path, from its end or from an offset', async () => {
    const from = { 'stream-forked-from': '/streams/b' };
    expect((await create(from)).fork).toEqual({
      source: '/streams/b',
      at: undefined,
      subOffset: 0,
    });
    const offset = '0000000000000001_0000000000000003';
    const exact = { ...from, 'stream-fork-offset': offset, 'stream-fork-sub-offset': '2' };
    expect((await create(exact)).fork).toMatchObject({ at: expect.anything(), subOffset: 2 });
    await expect(create({ ...from, 'stream-fork-offset': 'here' })).rejects.toEqual(
      refusal('stream-fork-offset', 'This is no offset of this server.'),
    );
    await expect(create({ ...from, 'stream-fork-sub-offset': 'x' })).rejects.toEqual(
      refusal('stream-fork-sub-offset', 'Give a whole number from 0 to 2^53 - 1.'),
    );
  });

  it.each(['stream-fork-offset', 'stream-fork-sub-offset'])(
    'has no %s without a source',
    async (field) => {
      await expect(create({ [field]: '0' })).rejects.toEqual(
        refusal('stream-forked-from', 'Name the source.'),
      );
    },
  );

  it.each(['b', 'streams/b', '//other/b', '/\\other/b', 'http://other/b', ''])(
    'has no source at %j, which is no path of this server',
    async (path) => {
      await expect(create({ 'stream-forked-from': path })).rejects.toEqual(
        refusal('stream-forked-from', 'Give a path of this server.'),
      );
    },
  );
});
