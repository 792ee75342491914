import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RelayNotice } from '../relay-notice.ts';
import type { RelaySink, RelayVerdict } from '../relay-sink.ts';
import { startReceiver, type HttpReceiver } from './http-receiver.contract.ts';
import { slackSink } from './slack-sink.ts';

let receiver: HttpReceiver;
let platform: VirtualPlatform;
let sink: RelaySink;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.behave({ status: 200 });
  platform = createVirtualPlatform();
  sink = slackSink({ name: 'chat', url: receiver.url, privateNetwork: true, platform });
});
afterAll(() => receiver.close());

async function send(
  id: string,
  severity: RelayNotice['severity'],
): Promise<RelayVerdict | undefined> {
  const body: RelayNotice = { title: id, severity, state: 'firing', dedupKey: id, at: 0 };
  const event = { sink: 'chat', topic: 't', key: id, id, position: 1, attempt: 1, enqueuedAt: 0 };
  const { signal } = new AbortController();
  const [verdict] = await sink.send([{ ...event, body }], { signal });
  return verdict;
}

it('posts one message a second, however many come at once', async () => {
  const all = Promise.all(['a', 'b', 'c'].map((id) => send(id, 'warning')));
  await receiver.readUpTo(1);
  await platform.advance(999);
  expect(receiver.messages).toHaveLength(1);
  await platform.advance(1);
  await receiver.readUpTo(2);
  await platform.advance(1_000);
  expect(await all).toEqual([{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }]);
});

it('posts nothing before the time that Slack names', async () => {
  receiver.behave({ status: 429, headers: { 'retry-after': '30' } });
  expect(await send('a', 'warning')).toMatchObject({ outcome: 'retry', afterMs: 30_000 });
  await platform.advance(10_000);
  expect(await send('b', 'warning')).toMatchObject({ outcome: 'retry', afterMs: 20_000 });
  expect(receiver.messages).toHaveLength(1);
});

it('posts a critical notice again when it may have arrived, and no other', async () => {
  receiver.behave('cuts after');
  expect(await send('page', 'critical')).toMatchObject({ outcome: 'retry' });
  await platform.advance(1_000);
  expect(await send('chatter', 'warning')).toMatchObject({
    ...{ outcome: 'dead', passes: true },
    failure: { effect: 'unknown' },
  });
});

it('keeps the word of Slack for a refusal', async () => {
  receiver.behave({ status: 400, body: 'invalid_blocks' });
  const verdict = await send('a', 'warning');
  expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({
    ...{ outcome: 'dead', failure: { cause: { code: 'invalid_blocks' } } },
  });
});

it('ends an event whose body is no notice, and posts nothing', async () => {
  const event = { sink: 'chat', topic: 't', key: 'k', id: 'e', position: 1, attempt: 1 };
  const { signal } = new AbortController();
  expect(
    await sink.send([{ ...event, enqueuedAt: 0, body: { text: 'hello' } }], { signal }),
  ).toMatchObject([{ outcome: 'dead', failure: { code: 'DEFECT' } }]);
  expect(receiver.messages).toEqual([]);
});
