import { devtoolsOf } from '../devtools.ts';
import { stopAt } from '../stop-at.ts';
import { createTrialLives, LIFE_WITHIN_MS } from '../trial-lives.ts';
import type { Fault } from './fault.ts';

const STAGES = ['claim', 'send', 'answer', 'settle'] as const;

/** The browser stops the worker that sends. */
export const workerStopped: Fault = {
  name: 'worker stopped',
  engines: ['chromium'],
  async run(plan, world) {
    const lives = createTrialLives(plan, world);
    await lives.writeOffline();
    const stage = STAGES[plan.seed % STAGES.length] ?? 'claim';
    const stop = { ...plan.stop, stage };
    const { mail } = lives.begin({ sender: 'worker' }, stop);
    let stopped = 0;
    const strike = async (): Promise<void> => {
      lives.hush();
      stopped = await devtoolsOf(world.profile).stopWorkers(`trial=${plan.trial}&`);
      world.wait(await mail.take('woken'));
      lives.history.push({ type: 'killed', victim: 'worker', stage });
    };
    const reached = await stopAt(stop, mail, world, strike, LIFE_WITHIN_MS);
    world.line.release();
    return { plan, stage: reached && stopped > 0 ? stage : undefined, ...(await lives.end()) };
  },
};
