import { runTrial } from '../run-trial.ts';
import type { Fault } from './fault.ts';

/** A lane within this many milliseconds of its turn is not behind. */
const BEHIND_MS = 2_000;

/** The server of one lane is dead throughout: it refuses every connection, or takes requests and never answers. */
export const deadLane: Fault = {
  name: 'one lane dead',
  async run(plan, world) {
    const { deadLine } = world;
    await deadLine.restore();
    if (plan.seed % 2 === 0) await deadLine.refuse();
    else deadLine.holdRequests();
    const dead = ['d0', 'd1'].map((place, seq) => ({
      ...{ id: `${place}-${plan.seed}`, lane: 'd', seq },
    }));
    const notes = [...dead, ...plan.notes];
    const otherServer = { lanes: ['d'], url: deadLine.url };
    const result = await runTrial({ ...plan, notes }, world, {
      otherServer,
      unsendable: otherServer.lanes,
    });
    if (result.drainedMs <= BEHIND_MS) return result;
    const what = `the healthy lanes took ${result.drainedMs} ms`;
    return {
      ...result,
      violations: [...result.violations, { promise: 'lag', id: 'd', what }],
    };
  },
};
