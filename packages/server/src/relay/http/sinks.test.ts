import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import {
  relaySinkContract,
  type SinkContract,
  type SinkUnderTest,
} from '../relay-sink.contract.ts';
import type { RelayNotice } from '../relay-notice.ts';
import type { RelaySink } from '../relay-sink.ts';
import type { HttpTarget } from './http-sink.ts';
import { httpSink } from './http-sink.ts';
import { startReceiver, STATUS_OF_MOOD } from './http-receiver.contract.ts';
import { pagerDutySink } from './pager-duty-sink.ts';
import { sentryEnvelopeSink } from './sentry-envelope-sink.ts';
import { slackSink } from './slack-sink.ts';
import { webhookSink } from './webhook-sink.ts';

const TOKEN = 'T0KEN-of-the-hook';
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;

const notice: RelayNotice = {
  title: 'Saving fails',
  severity: 'critical',
  state: 'firing',
  dedupKey: 'k',
  at: 0,
};

type Target = Required<Pick<HttpTarget, 'name' | 'privateNetwork' | 'platform' | 'timeoutMs'>> & {
  readonly url: string;
};

async function open(make: (target: Target) => RelaySink): Promise<SinkUnderTest> {
  const platform = createVirtualPlatform();
  const receiver = await startReceiver();
  const url = `${receiver.url}/hooks/${TOKEN}`;
  return {
    sink: make({ name: 'hook', url, privateNetwork: true, platform, timeoutMs: 5_000 }),
    event: (key, position) => ({
      ...{ sink: 'hook', topic: 't', key, position, body: notice },
      ...{ id: `${key}-${position}`, attempt: 1, enqueuedAt: 0 },
    }),
    secrets: [TOKEN, SECRET.slice(6), receiver.url],
    set: (mood) => receiver.behave(STATUS_OF_MOOD[mood]),
    received: () => receiver.messages.length,
    readUpTo: receiver.readUpTo,
    passDeadline: () => platform.advance(5_000),
    close: receiver.close,
  };
}

// The Slack sink spaces its messages. The contract sends one message at a time, so the clock runs on before each.
const paced = (sink: RelaySink, pass: () => Promise<void>): RelaySink => ({
  ...sink,
  async send(events, context) {
    await pass();
    return sink.send(events, context);
  },
});

const contracts: readonly SinkContract[] = [
  {
    name: 'httpSink',
    open: () => open((target) => httpSink({ ...target, render: () => ({ body: '{}' }) })),
  },
  {
    name: 'httpSink that resends nothing uncertain',
    uncertain: 'dead',
    open: () =>
      open((target) =>
        httpSink({ ...target, render: () => ({ body: '{}' }), resendUncertain: () => false }),
      ),
  },
  {
    name: 'webhookSink',
    open: () => open((target) => webhookSink({ ...target, secrets: [SECRET] })),
  },
  {
    name: 'pagerDutySink',
    open: () => open((target) => pagerDutySink({ ...target, routingKey: TOKEN })),
  },
  {
    name: 'sentryEnvelopeSink',
    open: () =>
      open(({ url, ...target }) =>
        sentryEnvelopeSink({ ...target, dsn: `${url.replace('http://', `http://${TOKEN}@`)}/7` }),
      ),
  },
  {
    name: 'slackSink',
    open: () =>
      open((target) =>
        paced(slackSink(target), () =>
          (target.platform as ReturnType<typeof createVirtualPlatform>).advance(10_000),
        ),
      ),
  },
];

for (const contract of contracts) relaySinkContract(contract);

it.each(['', 'no address', 'https://T0KEN@host/', 'https://host/7', 'https://T0KEN@host/seven'])(
  'sentryEnvelopeSink refuses a DSN that is incomplete, and shows nothing of it: %s',
  (dsn) => {
    expect(() => sentryEnvelopeSink({ name: 'sentry', dsn })).toThrow(
      expect.objectContaining({
        code: 'DEFECT',
        details: { remedy: expect.not.stringContaining('T0KEN') },
      }),
    );
  },
);

it('sentryEnvelopeSink ends an event that is no report, and sends nothing', async () => {
  const sink = sentryEnvelopeSink({ name: 'sentry', dsn: 'https://key@sentry.test/7' });
  const event = { sink: 'sentry', topic: 't', key: 'k', id: 'e', position: 1, attempt: 1 };
  const { signal } = new AbortController();
  expect(
    await sink.send([{ ...event, enqueuedAt: 0, body: { text: 'hello' } }], { signal }),
  ).toMatchObject([{ outcome: 'dead', failure: { code: 'DEFECT' } }]);
});
