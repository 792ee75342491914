import { describe, expect, it } from 'vitest';
import { createRelayWork } from './relay-work.ts';
import type { ClaimedEvent } from './relay-store.ts';

const event = { sink: 's', id: 'e', shard: 3 } as ClaimedEvent;

describe('work that is sent alone', () => {
  it('begins when the batches and claims under way have ended', async () => {
    const work = createRelayWork();
    const steps: string[] = [];
    let endClaim!: () => void;
    const claim = work.claiming([3], () => new Promise<void>((resolve) => (endClaim = resolve)));
    work.begin([event]);
    const alone = work.alone(async () => void steps.push('alone'));
    expect([work.isAlone(), work.isBusy(3), work.underWay()]).toEqual([true, true, 2]);
    steps.push('claim ends');
    endClaim();
    await claim;
    steps.push('batch ends');
    work.end([event]);
    await alone;
    expect(steps).toEqual(['claim ends', 'batch ends', 'alone']);
    expect([work.isAlone(), work.isBusy(3), work.underWay()]).toEqual([false, false, 0]);
  });

  it('is one at a time: while one waits or runs, the relay begins no other', async () => {
    const work = createRelayWork();
    let end!: () => void;
    const first = work.alone(() => new Promise<void>((resolve) => (end = resolve)));
    let ran = 0;
    await work.alone(async () => void (ran += 1));
    expect(ran).toBe(0);
    end();
    await first;
    await work.alone(async () => void (ran += 1));
    expect(ran).toBe(1);
  });
});
