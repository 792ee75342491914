import { Failure } from '@holdfast/core';
import { SERVER_ERROR } from '@holdfast/core/failures';
import { consecutiveFailures, createPolicyRegistry, pipeline } from '@holdfast/core/policies';
import { webChannel } from '@holdfast/offline';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';

const NAME = 'what-tabs-say';

/** A tab as far as others can tell: a channel of its own, and nothing else in between. */
function openTab() {
  const platform = createVirtualPlatform();
  const channel = webChannel(NAME);
  const registry = createPolicyRegistry({ channel, platform });
  const breaker = registry.breaker('api', { trip: consecutiveFailures(1) });
  const limit = registry.limit('api');
  onTestFinished(() => {
    registry.dispose();
    channel.dispose();
  });
  return { platform, registry, breaker, limit, run: pipeline({ platform }, breaker) };
}
const broken = (): Promise<never> => Promise.reject(new Failure(SERVER_ERROR));

it('news from another tab makes a circuit probe for itself, and keeps no call from a server that works here', async () => {
  const [here, there] = [openTab(), openTab()];
  await here.run(broken).catch(() => {});
  expect(here.breaker.getSnapshot()).toBe('open');
  await expect.poll(() => there.breaker.getSnapshot()).toBe('open');
  // The circuit lets the first call through, and its answer decides.
  expect(await there.run(() => 'well')).toBe('well');
  expect(there.breaker.getSnapshot()).toBe('closed');
  // The recovery that the other tab saw is news here too, so this tab does not wait for the end of its own time.
  await expect.poll(() => here.run(() => 'well').catch(() => 'refused')).toBe('well');
});

it('news from another tab about the rest of a limit holds for a minute at most', async () => {
  const [here, there] = [openTab(), openTab()];
  here.limit.hear({ remaining: 0, resetMs: 3_600_000 }, here.platform);
  const run = pipeline({ platform: there.platform }, there.limit);
  const refusal = (): Promise<unknown> =>
    run(() => undefined).catch((failure: unknown) => (failure as Failure).retryAfterMs);
  await expect.poll(refusal).toBe(60_000);
  await there.platform.advance(60_000);
  expect(await run(() => 'again')).toBe('again');
});

it('news from another tab is ignored when it makes no sense', async () => {
  const there = openTab();
  const stranger = webChannel(NAME);
  onTestFinished(() => stranger.dispose());
  const said = [
    'open',
    { type: 'holdfast.circuit', name: 'api', state: 'isolated' },
    { type: 'holdfast.limit', name: 'api', remaining: -1, resetMs: Infinity },
    // The last is understood, so all before it were heard.
    { type: 'holdfast.circuit', name: 'api', state: 'open' },
  ];
  const states: string[] = [];
  there.breaker.subscribe(() => states.push(there.breaker.getSnapshot()));
  for (const message of said) stranger.post(message);
  await expect.poll(() => states).toEqual(['open']);
  expect(await pipeline({ platform: there.platform }, there.limit)(() => 1)).toBe(1);
});
