import { setTimeout as wait } from 'node:timers/promises';
import type { Turn } from './messages.ts';
import type { TrialPlan } from './plan-trial.ts';
import { stopAt } from './stop-at.ts';
import { createTrialLives, LIFE_WITHIN_MS, type TrialResult, within } from './trial-lives.ts';
import type { World } from './world.ts';

const CLIENT_GONE_MS = 100;
const STAGE_WITHIN_MS = 10_000;

/**
 * Writes, kills the browser at the stage of the plan, starts it again on the same profile, and judges the history.
 * `more` goes to every life of the page.
 */
export async function runTrial(
  plan: TrialPlan,
  world: World,
  more: Partial<Turn> = {},
): Promise<TrialResult> {
  const { stop, notes, contestant } = plan;
  const { line } = world;
  const lives = createTrialLives(plan, world);
  const kill = (): Promise<void> => lives.die(stop.stage);

  let reached: boolean;
  if (plan.during === 'write') {
    const { mail, ready } = lives.begin({ ...more, notes }, stop, async () => {
      if (plan.writtenOffline) await line.refuse();
    });
    const killed = stopAt(stop, mail, world, kill, STAGE_WITHIN_MS + LIFE_WITHIN_MS);
    // The stage can be reached before the page hears that it may go on.
    await within('the page to open', Promise.race([ready, killed]));
    reached = await Promise.race([killed, wait(STAGE_WITHIN_MS, false, { ref: false })]);
  } else {
    await lives.writeOffline(more);
    // Only a fresh worker of workbox sends.
    if (contestant === 'workbox') await lives.die('rest');
    const { mail } = lives.begin({ ...more, sender: plan.sender }, stop);
    reached = await stopAt(stop, mail, world, kill, LIFE_WITHIN_MS);
  }
  if (!reached) await lives.die('elsewhere');
  // With a pause this long, the line sees that its client is gone, and the server never gets the request. Otherwise
  // the server gets the request after the death of its sender.
  if (stop.holds) await wait(CLIENT_GONE_MS);
  line.release();
  await line.restore();

  return { plan, stage: reached ? stop.stage : undefined, ...(await lives.end(more)) };
}
