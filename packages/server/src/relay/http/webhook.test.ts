import { createHmac } from 'node:crypto';
import { createVirtualPlatform } from '@holdfast/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver, type HttpReceiver } from './http-receiver.contract.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { webhookSink } from './webhook-sink.ts';

const secretOf = (text: string): string =>
  `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`;
const [OLD, NEW, OTHER] = [secretOf('old'), secretOf('new'), secretOf('other')];

let receiver: HttpReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.behave({ status: 200 }));
afterAll(() => receiver.close());

const platform = createVirtualPlatform();
const event = {
  ...{ sink: 'hook', topic: 'story.told', key: 's1', position: 3, body: { story: 'Ö' } },
  ...{ id: 'e1', attempt: 1, enqueuedAt: 0 },
};

async function posted(secrets: readonly string[] = [OLD]): Promise<Request> {
  const sink = webhookSink({
    ...{ name: 'hook', url: receiver.url, privateNetwork: true, secrets, platform },
  });
  await sink.send([event], { signal: new AbortController().signal });
  const [message] = receiver.messages.splice(0);
  const headers = Object.entries(message?.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Request('http://receiver.test/', {
    method: 'POST',
    headers,
    body: message?.body ?? '',
  });
}

const changed = async (change: Record<string, string>, body?: string): Promise<Request> => {
  const request = await posted();
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change)) headers.set(name, value);
  const text = body ?? (await request.text());
  return new Request(request.url, { method: 'POST', headers, body: text });
};

const refused = expect.objectContaining({ code: 'FORBIDDEN' });

describe('a signed message', () => {
  it('is signed as Standard Webhooks says', async () => {
    const request = await posted();
    const body = await request.text();
    const seconds = String(platform.now() / 1000);
    const key = Buffer.from(OLD.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`e1.${seconds}.${body}`).digest('base64');
    expect(request.headers.get('webhook-id')).toBe('e1');
    expect(request.headers.get('webhook-timestamp')).toBe(seconds);
    expect(request.headers.get('webhook-signature')).toBe(`v1,${signature}`);
    expect(JSON.parse(body)).toEqual({
      ...{ type: 'story.told', timestamp: '1970-01-01T00:00:00.000Z', data: { story: 'Ö' } },
      ...{ key: 's1', position: 3 },
    });
  });

  it('is accepted by a receiver that has one of the secrets, old or new', async () => {
    for (const secrets of [[OLD], [NEW], [OTHER, NEW]]) {
      const verify = verifyWebhook({ secrets, platform });
      const { id, body } = await verify(await posted([NEW, OLD]));
      expect([id, JSON.parse(body)]).toMatchObject(['e1', { type: 'story.told' }]);
    }
  });

  it('is refused with another secret', async () => {
    const verify = verifyWebhook({ secrets: [OTHER], platform });
    await expect(verify(await posted())).rejects.toThrow(refused);
  });

  it.each([
    ['id', { 'webhook-id': 'e2' }, undefined],
    ['no id', { 'webhook-id': '' }, undefined],
    ['body', {}, '{"type":"story.told"}'],
    ['time within the tolerance', { 'webhook-timestamp': '1767225601' }, undefined],
    ['time that is none', { 'webhook-timestamp': '1e9' }, undefined],
    ['signature', { 'webhook-signature': 'v1,AAAA' }, undefined],
    ['signature that is no base64', { 'webhook-signature': 'v1,\u00e4' }, undefined],
    ['version of the signature', { 'webhook-signature': 'v2,AAAA' }, undefined],
    ['no signature', { 'webhook-signature': '' }, undefined],
  ])('is refused with another %s', async (_, headers, body) => {
    const verify = verifyWebhook({ secrets: [OLD], platform });
    await expect(verify(await changed(headers, body))).rejects.toThrow(refused);
  });

  it('is refused when it lacks a header of the signature, or its body is no text', async () => {
    const verify = verifyWebhook({ secrets: [OLD], platform });
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const request = await posted();
      request.headers.delete(name);
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await expect(verify(request)).rejects.toThrow(refused);
    }
    const { url, headers } = await posted();
    const bytes = new Request(url, { method: 'POST', headers, body: new Uint8Array([0xff]) });
    await expect(verify(bytes)).rejects.toThrow(refused);
  });

  it('is refused when it is old, or from the future', async () => {
    const request = await posted();
    for (const ms of [301_000, -602_000]) {
      platform.jumpWallClock(ms);
      const verify = verifyWebhook({ secrets: [OLD], platform });
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await expect(verify(request.clone())).rejects.toThrow(refused);
    }
    platform.jumpWallClock(301_000);
  });
});

it.each([[[]], [['secret']], [['whsec_c2hvcnQ=']], [['whsec_!']]])(
  'refuses secrets of a wrong form or length, and shows none: %j',
  (secrets) => {
    const make = () => verifyWebhook({ secrets });
    expect(make).toThrow(expect.objectContaining({ code: 'DEFECT' }));
  },
);
