import { changedCode } from '../offline/model/break-code.ts';
import { installIndexedDb } from '../offline/simulator/simulated-indexed-db.ts';
import { type Failing, firstFailing } from './failing.ts';
import { type Planted, planted } from './planted.ts';

const MOST_SCHEDULES = 1000;
export const MOST_STEPS = 5;

/** The first scenario that shows a planted bug, shrunk. */
export async function findPlanted({ name, changes }: Planted): ReturnType<typeof firstFailing> {
  installIndexedDb();
  return firstFailing(await changedCode(`planted ${name}`, changes), MOST_SCHEDULES);
}

/** Each planted bug has to be found soon, and to shrink to a small scenario. */
export async function provePlanted(): Promise<boolean> {
  const stacks = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  let isGood = true;
  const rows = [];
  const shrunk: Failing[] = [];
  for (const one of planted) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const found = await findPlanted(one);
    if (found) shrunk.push(found);
    isGood &&= found !== undefined && found.scenario.steps.length <= MOST_STEPS;
    rows.push({
      'the outbox': one.name,
      breaks: found?.promises.join(', ') ?? 'NOT FOUND',
      'after schedules': found?.schedules,
      'steps that are left': found?.scenario.steps.length,
    });
  }
  Error.stackTraceLimit = stacks;
  console.table(rows);
  for (const { scenario } of shrunk) console.log(JSON.stringify(scenario));
  return isGood;
}
