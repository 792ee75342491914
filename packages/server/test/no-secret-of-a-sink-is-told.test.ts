import { inspect } from 'node:util';
import { otlpSink } from '@holdfast/server/otlp';
import {
  httpSink,
  pagerDutySink,
  sentryEnvelopeSink,
  slackSink,
  webhookSink,
  type RelayNotice,
  type RelaySink,
} from '@holdfast/server/relay';
import { createVirtualPlatform } from '@holdfast/testing';
import { serveLoopback, type LoopbackHandler, type LoopbackServer } from '@holdfast/testing/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { relayUnderTest } from './relay-under-test.ts';

const TOKEN = 'T0KEN';
const SECRET = `whsec_${Buffer.from(`${TOKEN} of thirty-two bytes .......`).toString('base64')}`;

const notice: RelayNotice = {
  ...{ title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'k', at: 0 },
};

let handle: LoopbackHandler = (_, response) => void response.end();
let receiver: LoopbackServer;
beforeAll(async () => {
  receiver = await serveLoopback((request, response) => handle(request, response));
});
afterAll(() => receiver.close());

const answers = (status: number): LoopbackHandler => {
  return (request, response) => {
    // A receiver may quote the request, and its answer may lead there again.
    response.writeHead(status, { location: `${receiver.url}${request.url}`, 'x-token': TOKEN });
    response.end(`${request.url} ${JSON.stringify(request.headers)}`);
  };
};

function sinksTo(url: string): readonly RelaySink[] {
  const common = { privateNetwork: true, url: `${url}/hooks/${TOKEN}` };
  const { host } = new URL(url);
  return [
    slackSink({ ...common, name: 'slack' }),
    pagerDutySink({ ...common, name: 'pager', routingKey: TOKEN }),
    webhookSink({ ...common, name: 'hook', secrets: [SECRET] }),
    sentryEnvelopeSink({ ...common, name: 'sentry', dsn: `http://${TOKEN}@${host}/7` }),
    httpSink({
      ...{ ...common, name: 'own' },
      render: () => ({ body: TOKEN, headers: { authorization: TOKEN } }),
    }),
    otlpSink({ name: 'otlp', url, headers: { authorization: TOKEN }, timeoutMs: 500 }),
  ];
}

it.each<[string, LoopbackHandler | undefined]>([
  ...[302, 400, 401, 403, 404, 429, 500, 503].map(
    (status) => [`answers ${status}`, answers(status)] as [string, LoopbackHandler],
  ),
  ['cuts the connection', (request) => void request.socket.destroy()],
  ['is not there', undefined],
])('no log, status, health or dead letter tells a secret when a receiver %s', async (_, mood) => {
  handle = mood ?? handle;
  const platform = createVirtualPlatform();
  const logged: unknown[] = [];
  const log = { event: (...line: readonly unknown[]) => void logged.push(line) };
  const sinks = sinksTo(mood ? receiver.url : 'http://127.0.0.1:9');
  const { relay, add, told } = relayUnderTest({ sinks, log, maxFailures: 1 }, platform);
  await add(...sinks.map(({ name }) => ({ sink: name, topic: 't', key: 'k', body: notice })));
  relay.start();
  await platform.advance(100);
  const failed = (): number => new Set(told.map(({ sink }) => sink)).size;
  await expect.poll(failed, { interval: 5, timeout: 5_000 }).toBe(sinks.length);
  expect(told.map(({ decision }) => decision)).not.toContain('done');
  const stopped = await Promise.all(sinks.map(({ name }) => relay.stopped(name)));
  const health = await relay
    .check({ maxDepth: 0 })()
    .catch((failure: unknown) => failure);
  const everything = { told, logged, stopped, health, status: relay.status.getSnapshot() };
  const ended = relay.stop();
  await platform.advance(60_000);
  await ended;
  expect(logged.length).toBeGreaterThanOrEqual(sinks.length);
  const shown = JSON.stringify(everything) + inspect(everything, { depth: 20, showHidden: true });
  for (const secret of [TOKEN, SECRET.slice(6), new URL(receiver.url).port]) {
    expect(shown).not.toContain(secret);
  }
});
