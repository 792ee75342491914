import { createVirtualPlatform } from '@holdfast/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RelayNotice } from '../relay-notice.ts';
import { startReceiver, type HttpReceiver } from './http-receiver.contract.ts';
import { pagerDutySink } from './pager-duty-sink.ts';

let receiver: HttpReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.behave({ status: 202 }));
afterAll(() => receiver.close());

const notice: RelayNotice = {
  ...{ title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'k', at: 1_000 },
  fields: [{ name: 'Sessions', value: '41' }],
  runbook: 'https://runbooks.test/1033',
};

async function told(body: unknown, topic = 'alerts'): Promise<unknown> {
  const sink = pagerDutySink({
    ...{ name: 'pager', routingKey: 'R', url: receiver.url, privateNetwork: true },
    platform: createVirtualPlatform(),
  });
  const event = { sink: 'pager', topic, key: 'k', id: 'e', position: 1, body };
  const { signal } = new AbortController();
  const [verdict] = await sink.send([{ ...event, attempt: 1, enqueuedAt: 0 }], { signal });
  const [message] = receiver.messages.splice(0);
  return message ? JSON.parse(message.body) : verdict;
}

it('opens, acknowledges and resolves an incident by the key of the notice', async () => {
  expect(await told(notice)).toEqual({
    routing_key: 'R',
    event_action: 'trigger',
    dedup_key: 'k',
    client: 'Holdfast',
    links: [{ href: 'https://runbooks.test/1033', text: 'Runbook' }],
    payload: {
      summary: 'Saving fails',
      source: 'alerts',
      severity: 'critical',
      timestamp: '1970-01-01T00:00:01.000Z',
      custom_details: { Sessions: '41' },
    },
  });
  for (const [state, action] of [
    ['acknowledged', 'acknowledge'],
    ['resolved', 'resolve'],
  ]) {
    expect(await told({ ...notice, state })).toEqual({
      ...{ routing_key: 'R', event_action: action, dedup_key: 'k' },
    });
  }
});

it('sends the digest of a key that is too long', async () => {
  const keys = ['a', 'b'].map((end) => 'x'.repeat(300) + end);
  const told2 = await told({ ...notice, dedupKey: keys[1] });
  expect(await told({ ...notice, dedupKey: keys[0] })).toMatchObject({
    dedup_key: expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(told2).not.toMatchObject({ dedup_key: keys[1] });
});

it('cuts the largest notice to what PagerDuty takes', async () => {
  const long = '😀'.repeat(20_000);
  const fields = Array.from({ length: 500 }, (_, at) => ({ name: `${at} ${long}`, value: long }));
  const message = await told({ ...notice, title: long, text: long, source: long, fields });
  expect(message).toMatchObject({ event_action: 'trigger' });
  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(512 * 1024);
});

it('names Holdfast where the notice and its topic name no source', async () => {
  expect(await told({ ...notice, source: '' }, '')).toMatchObject({
    payload: { source: 'Holdfast' },
  });
});

it('refuses a body that is no notice', async () => {
  expect(await told({ text: 'hello' })).toMatchObject({ outcome: 'dead' });
});
