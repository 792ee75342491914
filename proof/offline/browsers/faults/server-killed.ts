import { setTimeout as wait } from 'node:timers/promises';
import { stopAt } from '../stop-at.ts';
import { createTrialLives, LIFE_WITHIN_MS, within } from '../trial-lives.ts';
import type { Fault } from './fault.ts';

const DEAD_MS = 300;

/** SIGKILL to the server when it has committed and not answered, or has a request before it. The page lives on. */
export const serverKilled: Fault = {
  name: 'server killed',
  async run(plan, world) {
    const lives = createTrialLives(plan, world);
    const stage = plan.seed % 2 === 0 ? 'answer' : 'send';
    await lives.writeOffline();
    const { mail, ready } = lives.begin({}, { ...plan.stop, stage });
    const strike = async (): Promise<void> => {
      // The worker may have begun before the page was there, and the page comes from this server.
      await within('the page to open', ready);
      await world.killServer();
      lives.history.push({ type: 'killed', victim: 'server', stage });
    };
    const reached = await stopAt({ ...plan.stop, stage }, mail, world, strike, LIFE_WITHIN_MS);
    world.line.release();
    await wait(DEAD_MS);
    await world.startServer();
    return { plan, stage: reached ? stage : undefined, ...(await lives.end({}, mail)) };
  },
};
