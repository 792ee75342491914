import { stopAt } from '../stop-at.ts';
import { createTrialLives, LIFE_WITHIN_MS } from '../trial-lives.ts';
import type { Fault } from './fault.ts';

const STAGES = ['claim', 'send', 'answer', 'settle'] as const;

/** Another page closes the tab that sends, while the victim is claimed, sent, answered or settled. */
export const tabClosed: Fault = {
  name: 'tab closed',
  async run(plan, world) {
    const lives = createTrialLives(plan, world);
    await lives.writeOffline();
    const stage = STAGES[plan.seed % STAGES.length] ?? 'claim';
    // A worker that stood still would outlive the tab.
    const stop = { ...plan.stop, stage, holds: false };
    const { mail } = lives.begin({ tab: lives.url }, stop);
    void lives.give(mail);
    const strike = async (): Promise<void> => {
      const tab = await mail.take('tab');
      lives.hush();
      tab.reply();
      lives.history.push({ type: 'killed', victim: 'tab', stage });
      world.wait(await mail.take('closed'));
    };
    const reached = await stopAt(stop, mail, world, strike, LIFE_WITHIN_MS);
    world.line.release();
    return { plan, stage: reached ? stage : undefined, ...(await lives.end()) };
  },
};
