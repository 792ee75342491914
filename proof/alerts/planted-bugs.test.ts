import { describe, expect, it } from 'vitest';
import { judgePlay } from './judge-play.ts';
import { forgettingTold, withoutFences } from './planted-bugs.ts';
import { playSchedule } from './play-schedule.ts';
import { drawSchedule } from './schedule.ts';

const SEED = 20_261_139;

/** The first violations within a few schedules. */
async function firstFound(plant: Parameters<typeof playSchedule>[1]): Promise<readonly string[]> {
  for (let seed = SEED; seed < SEED + 20; seed += 1) {
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

  it('ends at a store that forgets which targets were told, and finds it', async () => {
    expect((await firstFound(forgettingTold)).join()).toContain('told without end');
  });

  it('finds nothing where nothing is planted', async () => {
    const { lost, doubled } = judgePlay(await playSchedule(drawSchedule(SEED)));
    expect([...lost, ...doubled]).toEqual([]);
  });
});
