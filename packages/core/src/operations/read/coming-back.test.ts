import {
  createVirtualPlatform,
  createWorld,
  jsonAnswer,
  type ResilientWorld,
} from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createConnectivity } from '../../connectivity/create-connectivity.ts';
import { createProbe } from '../../connectivity/create-probe.ts';
import type { Answer } from '../../exchange/transport.ts';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { createCircuitBreaker } from '../../policies/circuit/create-circuit-breaker.ts';
import { pipeline } from '../../policies/engine/pipeline.ts';
import type { Guard } from '../../runtime/holdfast-options.ts';
import { defineRead } from './define-read.ts';
import { waitToWake, woken, NEVER_WOKEN } from './wake-state.ts';
import { watchRead, type ReadWatch } from './watch-read.ts';

const reset = (): never => {
  throw new Failure(NETWORK_FAILED);
};
const page: Answer = {
  ...{ status: 200, headers: { 'content-type': 'text/html' }, url: '', redirected: false },
  body: new TextEncoder().encode('<html>'),
};

function setUp(): ResilientWorld {
  const platform = createVirtualPlatform();
  return createWorld({ platform, connectivity: createConnectivity({ platform }) });
}
function watched(count = 1) {
  const platform = createVirtualPlatform();
  const connectivity = createConnectivity({ platform });
  const { holdfast, transport } = createWorld({ platform, connectivity });
  const watches = Array.from({ length: count }, (_, index) =>
    watchRead(
      holdfast,
      defineRead(`r${index}`, { request: () => ({ path: `r${index}` }) }),
      undefined,
    ),
  );
  for (const watch of watches) watch.subscribe(() => {});
  return { platform, connectivity, transport, watches, sent: () => transport.requests.length };
}
const kindOf = (watch: ReadWatch<unknown> | undefined): string | undefined =>
  watch?.getSnapshot().kind;

describe('coming back online', () => {
  it('sends a read a handful of times in 30 seconds when its connection is always reset, although the health check answers', async () => {
    const { platform, connectivity, transport, sent } = watched();
    transport.answerWith(reset);
    const probe = createProbe({ connectivity, platform, ask: async () => true });
    await platform.advance(30_000);
    expect(sent()).toBeGreaterThan(2);
    expect(sent()).toBeLessThan(8);
    probe.dispose();
  });

  it.each([
    ['knows its own server', false],
    ['is fooled', true],
  ])(
    'sends a handful of reads in 20 seconds behind a captive portal when the probe %s',
    async (_title, fooled) => {
      const { platform, connectivity, transport, sent, watches } = watched(3);
      transport.answerWith(() => page);
      const probe = createProbe({ connectivity, platform, ask: async () => fooled });
      await platform.advance(20_000);
      expect(sent()).toBeLessThan(fooled ? 20 : 4);
      transport.answerWith(({ url }) => jsonAnswer(url));
      probe.dispose();
      createProbe({ connectivity, platform, ask: async () => true });
      await platform.advance(40_000);
      expect(watches.map(kindOf)).toEqual(['live', 'live', 'live']);
    },
  );

  it('sends a handful of reads when the network comes and goes 50 times in 10 seconds', async () => {
    const { platform, connectivity, transport, sent, watches } = watched();
    transport.answerWith(({ url }) => jsonAnswer(url));
    for (let flip = 0; flip < 50; flip += 1) {
      connectivity.note('device-offline');
      await platform.advance(100);
      connectivity.note('device-online');
      connectivity.note('answered');
      await platform.advance(100);
    }
    expect(sent()).toBeLessThan(8);
    // The read that was due in the last interval is sent, and no read after that.
    await platform.advance(600_000);
    expect(sent()).toBeLessThan(9);
    expect(kindOf(watches[0])).toBe('live');
  });

  it('wakes one failed read at once and the others one by one, all within three seconds', async () => {
    const { platform, connectivity, transport, sent, watches } = watched(40);
    transport.answerWith(reset);
    await platform.advance(0);
    expect(sent()).toBe(40);
    transport.answerWith(({ url }) => jsonAnswer(url));
    connectivity.note('answered');
    await platform.advance(0);
    expect(sent()).toBe(41);
    await platform.advance(300);
    expect(sent()).toBeLessThan(55);
    await platform.advance(2_700);
    expect(sent()).toBe(80);
    expect(new Set(watches.map(kindOf))).toEqual(new Set(['live']));
  });

  it('reads again without a probe when the device says that it has a network again', async () => {
    const { platform, connectivity, transport, watches } = watched();
    transport.answerWith(reset);
    connectivity.note('device-offline');
    await platform.advance(5_000);
    expect(kindOf(watches[0])).toBe('failed');
    transport.answerWith(({ url }) => jsonAnswer(url));
    connectivity.note('device-online');
    await platform.advance(0);
    expect(kindOf(watches[0])).toBe('live');
  });

  it('never reads before the time that the server asked for, however often the network comes back', async () => {
    const { platform, connectivity, transport, sent } = watched();
    const busy = { status: 503, headers: { 'retry-after': '120' } };
    transport.answerWith(() => ({ ...page, ...busy, body: new Uint8Array() }));
    await platform.advance(0);
    for (let second = 0; second < 119; second += 1) {
      connectivity.note(second % 2 === 0 ? 'device-offline' : 'device-online');
      await platform.advance(1000);
    }
    expect(sent()).toBe(1);
    connectivity.note('device-online');
    await platform.advance(61_000);
    expect(sent()).toBeGreaterThan(1);
  });

  it('does not read when the listener left while the read waited for its turn', async () => {
    const { holdfast, transport, connectivity, platform } = setUp();
    transport.answerWith(reset);
    const watch = watchRead(
      holdfast,
      defineRead('r', { request: () => ({ path: 'r' }) }),
      undefined,
    );
    const leave = watch.subscribe(() => {});
    for (let turn = 0; turn < 3; turn += 1) {
      await platform.advance(0);
      connectivity.note('answered');
    }
    const before = transport.requests.length;
    leave();
    await platform.advance(600_000);
    expect(transport.requests).toHaveLength(before);
    expect(platform.pending()).toBe(0);
  });
});

describe('coming back without a probe and without news from the device', () => {
  it('finds the server again although only the read itself asks', async () => {
    const { platform, transport, sent, watches } = watched();
    transport.answerWith(reset);
    await platform.advance(3_000);
    expect(kindOf(watches[0])).toBe('failed');
    expect(sent()).toBeGreaterThan(1);
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(3_000);
    expect(kindOf(watches[0])).toBe('live');
    const whenFound = sent();
    await platform.advance(600_000);
    expect(sent()).toBe(whenFound);
    expect(platform.pending()).toBe(0);
  });

  it('sends one of many failed reads at a time, however long the server is away, and one answer wakes all', async () => {
    const { platform, transport, sent, watches } = watched(40);
    transport.answerWith(reset);
    await platform.advance(600_000);
    expect(sent() - 40).toBeGreaterThan(60);
    expect(sent() - 40).toBeLessThan(130);
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(10_000 + 3_000);
    expect(new Set(watches.map(kindOf))).toEqual(new Set(['live']));
  });

  it('sends another failed read when the listeners of the first have left', async () => {
    const platform = createVirtualPlatform();
    const connectivity = createConnectivity({ platform });
    const { holdfast, transport } = createWorld({ platform, connectivity });
    transport.answerWith(reset);
    const [left, kept] = ['left', 'kept'].map((path) =>
      watchRead(holdfast, defineRead(path, { request: () => ({ path }) }), undefined),
    );
    const leave = left?.subscribe(() => {});
    const leaveLast = kept?.subscribe(() => {});
    await platform.advance(0);
    leave?.();
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(2_000);
    expect(kindOf(kept)).toBe('live');
    expect(kindOf(left)).toBe('failed');
    leaveLast?.();
    expect(platform.pending()).toBe(0);
  });

  it('sends a read again after a refusal that may pass, when the wait that the server asked for is over', async () => {
    const { platform, transport, sent, watches } = watched();
    const headers = { 'retry-after': '20' };
    transport.answerWith(() => ({ ...page, status: 503, headers, body: new Uint8Array() }));
    await platform.advance(19_999);
    expect(sent()).toBe(1);
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(1);
    expect(kindOf(watches[0])).toBe('live');
  });

  it('does not send a read again after a refusal that will not change', async () => {
    const { platform, transport, sent } = watched();
    transport.answerWith(() => ({ ...page, status: 404, headers: {}, body: new Uint8Array() }));
    await platform.advance(600_000);
    expect(sent()).toBe(1);
  });

  it('does not send a read again by itself when the read costs something', async () => {
    const { holdfast, transport, platform } = setUp();
    transport.answerWith(reset);
    const costly = defineRead('r', { request: () => ({ path: 'r' }), cost: () => 1 });
    watchRead(holdfast, costly).subscribe(() => {});
    await platform.advance(600_000);
    expect(transport.requests).toHaveLength(1);
  });

  it('finds another server again although the probe asks only the page’s own server', async () => {
    const platform = createVirtualPlatform();
    const connectivity = createConnectivity({ platform });
    const { holdfast, transport } = createWorld({ platform, connectivity });
    createProbe({ connectivity, platform, ask: async () => true });
    await platform.advance(1_000);
    transport.answerWith(reset);
    const path = 'https://other.example/r';
    const watch = watchRead(holdfast, defineRead('r', { request: () => ({ path }) }), undefined);
    watch.subscribe(() => {});
    await platform.advance(3_000);
    expect(kindOf(watch)).toBe('failed');
    expect(connectivity.getSnapshot()).toBe('online');
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(10_000);
    expect(kindOf(watch)).toBe('live');
  });

  it('gets a read past a circuit breaker that the failed reads have opened', async () => {
    const platform = createVirtualPlatform();
    const connectivity = createConnectivity({ platform });
    const reads = pipeline({ platform }, createCircuitBreaker()) as Guard;
    const { holdfast, transport } = createWorld({ platform, connectivity, reads });
    transport.answerWith(reset);
    const watch = watchRead(
      holdfast,
      defineRead('r', { request: () => ({ path: 'r' }) }),
      undefined,
    );
    const seen = new Set<unknown>();
    watch.subscribe(() => {
      const state = watch.getSnapshot();
      if (state.kind === 'failed') seen.add(state.failure.code);
    });
    await platform.advance(120_000);
    expect([...seen]).toEqual(['NETWORK_FAILED', 'CIRCUIT_OPEN']);
    transport.answerWith(({ url }) => jsonAnswer(url));
    await platform.advance(60_000);
    expect(kindOf(watch)).toBe('live');
  });
});

it('a read waits longer before each wake, with jitter, and forgets earlier wakes after a quiet minute', () => {
  let wakes = NEVER_WOKEN;
  const waits: number[] = [];
  for (let now = 0, wake = 0; wake < 8; wake += 1) {
    const wait = waitToWake(wakes, now, () => 1);
    waits.push(wait);
    now += wait;
    wakes = woken(wakes, now);
  }
  expect(waits).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(waitToWake({ count: 1, at: 0 }, 0, () => 0)).toBe(500);
  expect(waitToWake(wakes, wakes.at + 60_000, () => 1)).toBe(0);
  expect(woken(wakes, wakes.at + 60_000).count).toBe(1);
});

it('a read is sent at the next news of the network when the host has lost its timer', async () => {
  const { platform, connectivity, transport, sent } = watched(2);
  transport.answerWith(reset);
  await platform.advance(0);
  const flip = (): void => {
    connectivity.note('device-offline');
    connectivity.note('device-online');
  };
  flip();
  await platform.advance(0);
  flip();
  await platform.advance(0);
  const before = sent();
  platform.loseTimers();
  await platform.advance(60_000);
  expect(sent()).toBe(before);
  flip();
  await platform.advance(1);
  expect(sent()).toBeGreaterThan(before);
});
