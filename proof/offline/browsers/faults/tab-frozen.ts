import { devtoolsOf } from '../devtools.ts';
import { stopAt } from '../stop-at.ts';
import { createTrialLives, LIFE_WITHIN_MS } from '../trial-lives.ts';
import type { Fault } from './fault.ts';

const STAGES = ['claim', 'send', 'answer', 'settle'] as const;
// Another tab takes over from a tab that gives no sign of life for this time.
const limits = { sendTimeoutMs: 1_000, lockWithinMs: 6_000 };
// A frozen tab may also hold a transaction. The engine gives that up after some time.
const DRAIN_WITHIN_MS = 30_000;

/** The browser freezes the tab that sends, which may hold the lock. A second tab goes on. */
export const tabFrozen: Fault = {
  name: 'tab frozen',
  engines: ['chromium'],
  async run(plan, world) {
    const lives = createTrialLives(plan, world);
    await lives.writeOffline({ limits });
    const stage = STAGES[plan.seed % STAGES.length] ?? 'claim';
    const stop = { ...plan.stop, stage };
    const { mail } = lives.begin({ tab: `${lives.url}&tab` }, stop);
    void lives.give(mail, { limits });
    const strike = async (): Promise<void> => {
      const tab = await mail.take('tab');
      const frozen = await devtoolsOf(world.profile).freezeTabs('&tab');
      lives.history.push({ type: 'killed', victim: `${frozen} tab`, stage });
      lives.hush();
      tab.reply({ keeps: true });
      world.wait(await mail.take('closed'));
    };
    const reached = await stopAt(stop, mail, world, strike, LIFE_WITHIN_MS);
    world.line.release();
    const end = await lives.end({ limits, drainWithinMs: DRAIN_WITHIN_MS });
    await world.killBrowser();
    return { plan, stage: reached ? stage : undefined, ...end };
  },
};
