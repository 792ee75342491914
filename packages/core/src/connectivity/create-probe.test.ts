import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createConnectivity } from './create-connectivity.ts';
import { createCell } from '../observable/cell.ts';
import { createProbe, type ProbeOptions } from './create-probe.ts';
import { sleep } from '../platform/sleep.ts';
import { webPlatform } from '../platform/web-platform.ts';
import { nextProbeMs } from './probe-schedule.ts';

function probing(timeoutMs = 5_000, rules: Partial<ProbeOptions> = {}, origin?: string) {
  const platform = createVirtualPlatform();
  const connectivity = createConnectivity();
  const server = { answers: false as boolean | 'never' };
  const asked: number[] = [];
  async function ask(): Promise<boolean> {
    asked.push(platform.monotonic());
    if (server.answers === 'never') return new Promise(() => {});
    if (!server.answers) throw new TypeError('Failed to fetch');
    return true;
  }
  const probe = createProbe({
    connectivity,
    platform,
    timeoutMs,
    ask: Object.assign(ask, origin !== undefined && { origin }),
    ...rules,
  });
  return { platform, connectivity, server, asked, probe };
}

describe('a probe', () => {
  it('asks while connectivity is unknown, and now and then once the server answered', async () => {
    const { platform, connectivity, server, asked } = probing();
    server.answers = true;
    await platform.advance(1_000);
    expect(connectivity.getSnapshot()).toBe('online');
    expect(asked).toHaveLength(1);
    await platform.advance(600_000);
    expect(asked.length).toBeGreaterThan(55);
    expect(asked.length).toBeLessThan(125);
  });

  it('finds out within fifteen seconds that a server died, although the page sends no request', async () => {
    const { platform, connectivity, server } = probing();
    server.answers = true;
    await platform.advance(300_000);
    expect(connectivity.getSnapshot()).toBe('online');
    server.answers = 'never';
    await platform.advance(15_000);
    expect(connectivity.getSnapshot()).toBe('degraded');
  });

  it('asks nothing while the server answers and the page is hidden, and asks when it is shown again', async () => {
    const visible = createCell(true);
    const { platform, connectivity, server, asked } = probing(5_000, { visible });
    server.answers = true;
    await platform.advance(1_000);
    visible.set(false);
    await platform.advance(600_000);
    expect(asked).toHaveLength(1);
    expect(platform.pending()).toBe(0);
    server.answers = false;
    visible.set(true);
    await platform.advance(0);
    expect(connectivity.getSnapshot()).toBe('degraded');
  });

  it('asks nothing while the server answers, if the app turns that off', async () => {
    const { platform, server, asked } = probing(5_000, { steadyMs: Infinity });
    server.answers = true;
    await platform.advance(600_000);
    expect(asked).toHaveLength(1);
    expect(platform.pending()).toBe(0);
  });

  it('asks a bounded number of times however often the network comes and goes', async () => {
    const { platform, connectivity, asked } = probing();
    for (let flip = 0; flip < 50; flip += 1) {
      connectivity.note('device-offline');
      await platform.advance(100);
      connectivity.note('device-online');
      await platform.advance(100);
    }
    expect(asked.length).toBeLessThan(6);
    await platform.advance(20_000);
    expect(asked.length).toBeLessThan(10);
  });

  it('asks a bounded number of times when its own address answers and another one does not', async () => {
    const { platform, connectivity, server, asked } = probing();
    server.answers = true;
    for (let turn = 0; turn < 300; turn += 1) {
      connectivity.note('unanswered');
      await platform.advance(100);
    }
    // 30 seconds, in which another address was silent all the time.
    expect(asked.length).toBeLessThan(65);
  });

  it('is evidence for the origin that it asked, and for no other', async () => {
    const { platform, connectivity, server } = probing(5_000, {}, 'https://api.test');
    server.answers = true;
    connectivity.note('unanswered', 'https://other.test');
    await platform.advance(1_000);
    expect(connectivity.of?.('https://api.test/x')).toBe('online');
    expect(connectivity.of?.('https://other.test')).toBe('degraded');
  });

  it('asks less and less often while no server answers, and never stops', async () => {
    const { platform, connectivity, asked } = probing();
    await platform.advance(600_000);
    expect(connectivity.getSnapshot()).toBe('degraded');
    const waits = asked.map((time, index) => time - (asked[index - 1] ?? 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    expect(waits[0]).toBeLessThan(1_001);
    expect(Math.min(...waits.slice(8))).toBeGreaterThanOrEqual(30_000);
  });

  it('begins again with short waits when the server is lost once more', async () => {
    const { platform, connectivity, server, asked } = probing();
    await platform.advance(300_000);
    server.answers = true;
    await platform.advance(60_000);
    expect(connectivity.getSnapshot()).toBe('online');
    const before = asked.length;
    connectivity.note('unanswered');
    await platform.advance(1_000);
    expect(asked).toHaveLength(before + 1);
  });

  it('does not believe the device for ever when it says it is offline', async () => {
    const { platform, connectivity, server, asked } = probing();
    connectivity.note('device-offline');
    server.answers = true;
    await platform.advance(29_000);
    expect(asked).toEqual([]);
    await platform.advance(31_000);
    expect(connectivity.getSnapshot()).toBe('online');
  });

  it('asks again at once when the device has found a network, however long no server answered', async () => {
    const { platform, connectivity, server, asked } = probing();
    await platform.advance(600_000);
    connectivity.note('device-offline');
    connectivity.note('device-online');
    const before = asked.length;
    await platform.advance(1_000);
    expect(asked).toHaveLength(before + 1);
    await platform.advance(2_000);
    expect(asked).toHaveLength(before + 2);
    server.answers = true;
    await platform.advance(4_000);
    expect(connectivity.getSnapshot()).toBe('online');
  });

  it('counts an answer that comes too late as no answer', async () => {
    const { platform, connectivity, server, probe } = probing(200);
    server.answers = 'never';
    const checked = probe.check();
    const same = probe.check();
    await platform.advance(200);
    await Promise.all([checked, same]);
    expect(connectivity.getSnapshot()).toBe('degraded');
  });

  it('leaves no timer once disposed, and reports no more evidence', async () => {
    const { platform, connectivity, server, probe } = probing();
    server.answers = 'never';
    const checked = probe.check();
    probe.dispose();
    await checked;
    connectivity.note('unanswered');
    await probe.check();
    expect(platform.pending()).toBe(0);
    expect(connectivity.getSnapshot()).toBe('degraded');
  });
});

it.each<[Parameters<typeof nextProbeMs>[0], number, number, number | undefined]>([
  ['online', 3, 0.5, undefined],
  ['unknown', 0, 0, 50],
  ['unknown', 0, 0.999_999, 100],
  ['degraded', 2, 0, 200],
  ['degraded', 60, 0, 500],
  ['offline', 0, 0, 500],
])(
  'the next probe, when connectivity is %s after %i without an answer, and chance is %d, comes in %j ms',
  (state, unanswered, chance, waitMs) => {
    const told = nextProbeMs(state, unanswered, { firstMs: 100, maxMs: 1_000 }, () => chance);
    expect(told === undefined ? undefined : Math.round(told)).toBe(waitMs);
  },
);

it('a probe asks on a server only when the app calls `check`, and leaves no timer that keeps the process alive', async () => {
  let asked = 0;
  const ask = async (): Promise<boolean> => {
    asked += 1;
    return true;
  };
  const probe = createProbe({ connectivity: createConnectivity(), ask, firstMs: 1 });
  await sleep(webPlatform, 20);
  expect(asked).toBe(0);
  await probe.check();
  expect(asked).toBe(1);
});

describe('a probe whose host has lost its timers', () => {
  it('asks at the next news of the network', async () => {
    const { platform, connectivity, asked } = probing();
    platform.loseTimers();
    await platform.advance(60_000);
    expect(asked).toHaveLength(0);
    connectivity.note('unanswered');
    await platform.advance(1_000);
    expect(asked).not.toHaveLength(0);
  });

  it('gives up a question that never ends, and asks again, at the next news of the network', async () => {
    const { platform, connectivity, server, asked, probe } = probing();
    server.answers = 'never';
    void probe.check();
    platform.loseTimers();
    await platform.advance(60_000);
    expect(asked).toHaveLength(1);
    connectivity.note('unanswered');
    await platform.advance(5_000);
    expect(asked.length).toBeGreaterThan(1);
  });
});
