import { type Platform, sleep } from '@holdfast/core/parts';

type StepAside = (pause: () => Promise<void>) => Promise<void>;

const LONGEST_EXTRA_MS = 80;

/**
 * Makes callers that wait for one lock try it less often when they are many, so that trying does not take all of the
 * process.
 */
export function crowdAside(stepAside: StepAside, platform: Pick<Platform, 'schedule'>): StepAside {
  let aside = 0;
  return async (pause) => {
    const extraMs = Math.min(aside, LONGEST_EXTRA_MS);
    aside += 1;
    try {
      await stepAside(async () => {
        await pause();
        if (extraMs > 0) await sleep(platform, extraMs);
      });
    } finally {
      aside -= 1;
    }
  };
}
