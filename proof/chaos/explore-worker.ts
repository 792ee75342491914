// Plays the scenarios of one thread: from its first seed, in steps of the number of threads.
import { parentPort, workerData } from 'node:worker_threads';
import { createDraftStore } from '@holdfast/offline';
import { drawScenario, type Scenario } from '@holdfast/testing';
import { addTrials, noTrials } from '../offline/history/trials.ts';
import { realCode } from '../offline/model/real-code.ts';
import type { ExploredPart } from './explore.ts';
import { failingIn, type Failing } from './failing.ts';
import { playLight } from './play-light.ts';
import { playOnDrafts } from './play-on-drafts.ts';
import { playOnOperations } from './play-on-operations.ts';
import { playOnOutbox, type Played } from './play-on-outbox.ts';

const { first, stride, end, isLight } = workerData as Record<'first' | 'stride' | 'end', number> & {
  readonly isLight: boolean;
};
const PART = isLight ? 2_000 : 100;
/** One in this many scenarios also plays on operations and drafts. */
const OTHERS = 10;
// A schedule makes many failures, and no reader sees their stacks.
Error.stackTraceLimit = 0;
const code = realCode();
const onOutbox = (scenario: Scenario): Promise<Played> => playOnOutbox(code, scenario);

for (let begin = first; begin < end; begin += PART * stride) {
  let trials = noTrials;
  let schedules = 0;
  const failing: Failing[] = [];
  const untrue: string[] = [];
  for (let seed = begin; seed < Math.min(end, begin + PART * stride); seed += stride) {
    const scenario = drawScenario(seed);
    const played = isLight ? playLight(scenario) : await onOutbox(scenario);
    trials = addTrials(trials, played.trials);
    schedules += 1;
    if (!isLight && seed % OTHERS === 0) {
      const told = [
        ...(await playOnOperations(scenario)),
        ...(await playOnDrafts(createDraftStore, scenario)),
      ];
      untrue.push(...told.map((one) => `Seed ${seed}: ${one}`));
    }
    if (played.violations.length === 0) continue;
    const found = await failingIn(isLight ? playLight : onOutbox, scenario);
    if (found) failing.push(found);
  }
  const part: ExploredPart = { schedules, trials, failing, untrue };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(part);
}
