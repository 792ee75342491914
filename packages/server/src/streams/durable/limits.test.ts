import { expect, it } from 'vitest';
import { outcome, streamsUnderTest } from '../../../test/ask-streams.ts';

const text = { 'content-type': 'text/plain' };
const fork = (source: string) => ({ headers: { 'stream-forked-from': source } });
const details = async (answer: Promise<Response>): Promise<unknown> => {
  const { status } = await answer;
  const { code, details: told } = (await (await answer).json()) as Record<string, unknown>;
  return { status, code, ...(told as object) };
};

it('refuses a body that is too long, and an append that the stream has no room for', async () => {
  const { ask } = streamsUnderTest({ maxBodyBytes: 4, maxStreamBytes: 6 });
  const tooLarge = { status: 413, code: 'BODY_TOO_LARGE' };
  expect(await details(ask('PUT /a', { body: '12345' }))).toEqual({ ...tooLarge, limitBytes: 4 });
  await ask('PUT /a', { body: '1234' });
  expect(await details(ask('POST /a', { body: '12345' }))).toEqual({ ...tooLarge, limitBytes: 4 });
  expect(await details(ask('POST /a', { body: '567' }))).toEqual({ ...tooLarge, limitBytes: 2 });
  expect((await ask('POST /a', { body: '56' })).status).toBe(204);
  const seven = { body: '7', headers: { ...text, 'stream-forked-from': '/a' } };
  expect(await details(ask('PUT /b', seven))).toEqual({ ...tooLarge, limitBytes: 6 });
  expect((await ask('GET /b')).status).toBe(404);
});

it('refuses more streams, until one is deleted or has expired', async () => {
  const { ask, platform } = streamsUnderTest({ maxStreams: 2 });
  await ask('PUT /a', { headers: { 'stream-ttl': '5' } });
  await ask('PUT /b');
  expect(await details(ask('PUT /c'))).toEqual({
    ...{ status: 429, code: 'QUOTA_EXCEEDED', what: 'streams', limit: 2 },
  });
  expect((await ask('PUT /b')).status).toBe(200);
  await platform.advance(5000);
  expect((await ask('PUT /c')).status).toBe(201);
  expect((await ask('PUT /d')).status).toBe(429);
  await ask('DELETE /b');
  expect((await ask('PUT /d')).status).toBe(201);
});

it('refuses more forks of a stream, and deeper ones', async () => {
  const { ask } = streamsUnderTest({ maxForks: 1, maxForkDepth: 2 });
  await ask('PUT /a');
  expect((await ask('PUT /b', fork('/a'))).status).toBe(201);
  const refusal = { status: 429, code: 'QUOTA_EXCEEDED' };
  expect(await details(ask('PUT /x', fork('/a')))).toEqual({ ...refusal, what: 'forks', limit: 1 });
  expect((await ask('PUT /c', fork('/b'))).status).toBe(201);
  expect(await details(ask('PUT /x', fork('/c')))).toEqual({
    ...{ ...refusal, what: 'fork-depth', limit: 2 },
  });
});

it('refuses more producers, and lets known producers write on', async () => {
  const { ask } = streamsUnderTest({ maxProducers: 1 });
  await ask('PUT /a', { headers: text });
  const write = (producer: string, seq: number) =>
    ask('POST /a', {
      body: 'x',
      headers: { 'producer-id': producer, 'producer-epoch': '0', 'producer-seq': String(seq) },
    });
  expect((await write('p', 0)).status).toBe(200);
  expect(await details(write('q', 0))).toEqual({
    ...{ status: 429, code: 'QUOTA_EXCEEDED', what: 'producers', limit: 1 },
  });
  expect((await write('p', 1)).status).toBe(200);
  expect((await write('p', 1)).status).toBe(204);
});

it('refuses a name that is too long', async () => {
  const { ask } = streamsUnderTest();
  expect(await outcome(ask(`PUT /${'a'.repeat(1023)}`))).toBe('201');
  expect(await outcome(ask(`PUT /${'a'.repeat(1024)}`))).toBe('414 URL_TOO_LONG');
});
