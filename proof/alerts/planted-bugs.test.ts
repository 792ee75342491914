import { describe, expect, it } from 'vitest';
import { judgePlay } from './judge-play.ts';
import { forgettingTold, withoutEpochs, withoutFences, withoutVersions } from './planted-bugs.ts';
import { playSchedule } from './play-schedule.ts';
import { drawSchedule } from './schedule.ts';

const SEED = 20_261_139;

/** The first violations within a few schedules. */
async function firstFound(
  plant: Parameters<typeof playSchedule>[1],
  from = SEED,
): Promise<readonly string[]> {
  for (let seed = from; seed < from + 20; seed += 1) {
    // oxlint-disable-next-line no-await-in-loop -- it ends at the first that finds something
    const { lost, doubled } = judgePlay(await playSchedule(drawSchedule(seed), plant));
    if (lost.length + doubled.length > 0) return [...lost, ...doubled];
  }
  return [];
}

describe('the proof of alerts', () => {
  it('finds a server that stood still, woke late and changed what another one had changed', async () => {
    expect((await firstFound(withoutFences)).join()).toMatch(/fired 2 times, not 1/);
  });

  it('finds a store that takes the change of a server whose lease is lost, although versions are compared', async () => {
    expect((await firstFound(withoutEpochs, 20_261_166)).join()).toMatch(
      /new-failures.*fired 2 times, not 1/,
    );
  });

  it('finds a store that overwrites an acknowledgement, although leases are compared', async () => {
    expect((await firstFound(withoutVersions, 20_261_131)).join()).toContain('was told firing');
  });

  it('ends, and finds the bug, at a store that forgets which targets got a notice', async () => {
    expect((await firstFound(forgettingTold)).join()).toContain('told without end');
  });

  it('finds no bug where none is planted', async () => {
    const { lost, doubled } = judgePlay(await playSchedule(drawSchedule(SEED)));
    expect([...lost, ...doubled]).toEqual([]);
  });
});
