import type { StreamState } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createFrameCell } from './frame-cell.ts';
import { createStreamKeeper } from './stream-keeper.ts';
import { createWatchdog } from './watchdog.ts';

const running: StreamState = { kind: 'running', since: 1 };

describe('a stream whose host has lost its timers', () => {
  it('is saved again at the next change', async () => {
    const platform = createVirtualPlatform();
    const drafts = memoryDrafts();
    const keeper = createStreamKeeper(
      {
        ...{ owner: 'mira', slot: 's', drafts, channel: undefined, platform, saveEveryMs: 500 },
        ...{ unsaved() {}, isReading: () => true },
      },
      () => ({ key: 'k', location: undefined, state: running }),
    );
    keeper.save();
    platform.loseTimers();
    await platform.advance(501);
    keeper.save();
    await platform.advance(0);
    expect(drafts.peek('mira', 's')).toMatchObject({ revision: 1 });
  });

  it('is shown again at the next change', async () => {
    const platform = createVirtualPlatform();
    const cell = createFrameCell(0, platform, 16);
    cell.set(1);
    platform.loseTimers();
    await platform.advance(17);
    cell.set(2);
    await platform.advance(0);
    expect(cell.getSnapshot()).toBe(2);
  });

  it('is given up after a silence since the next event', async () => {
    const platform = createVirtualPlatform();
    let bites = 0;
    const watchdog = createWatchdog({
      ...{ platform, limitMs: 1_000, wake: () => () => {} },
      bite: () => (bites += 1),
    });
    platform.loseTimers();
    await platform.advance(1_001);
    watchdog.feed();
    await platform.advance(999);
    expect(bites).toBe(0);
    await platform.advance(1);
    expect(bites).toBe(1);
  });
});
