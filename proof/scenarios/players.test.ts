import { fetchTransport } from '@holdfast/core';
import { createPageFaults } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { askAll } from './asked.ts';
import { comparedScenario, logOf } from './fault-log.ts';
import { openProxy, virtualPlayer } from './players.ts';

const SEEDS = [1, 2, 3];

it('a test in virtual time, the proxy and the panel give every request the same fault', async () => {
  const proxy = await openProxy('');
  onTestFinished(proxy.done);
  let faults = 0;
  for (const seed of SEEDS) {
    const scenario = comparedScenario(seed);
    const wanted = await virtualPlayer.play(scenario);
    faults += wanted.split('\n').length;

    proxy.play(scenario);
    await askAll(async (method, path) => (await fetch(proxy.url + path, { method })).text());
    expect(logOf(proxy.told())).toBe(wanted);
    proxy.play(undefined);

    const page = createPageFaults();
    const transport = page.wrap(fetchTransport());
    page.play(scenario);
    await askAll((method, path) =>
      transport.send({ method, url: proxy.url + path, headers: {}, body: null }),
    );
    expect(logOf(page.getSnapshot().told)).toBe(wanted);
  }
  expect(faults).toBeGreaterThan(50);
});
