import { refuseUnless } from '../mistakes/defect.ts';
import { requireNumbers } from '../mistakes/require-value.ts';

const caller = 'createShutdown';

/** Throws `DEFECT` for times without an end, because such a stop would never end. */
export function requireDeadlines(given: Readonly<Record<string, unknown>>): void {
  requireNumbers(caller, given);
  for (const [name, value] of Object.entries(given)) {
    refuseUnless(
      value !== Number.POSITIVE_INFINITY,
      `${caller}: give \`${name}\` a number of milliseconds: each part of a stop has an end.`,
    );
  }
}

/** Throws `DEFECT` for a last step without a function. This happens when the server starts, not when it stops. */
export function requireSteps(steps: unknown): void {
  refuseUnless(Array.isArray(steps), `${caller}: give \`finally\` a list of steps.`);
  for (const [index, step] of steps.entries()) {
    const { work = step, deadlineMs } = Object(step) as {
      readonly work?: unknown;
      readonly deadlineMs?: unknown;
    };
    refuseUnless(
      typeof work === 'function',
      `${caller}: give \`finally\` functions, or objects with \`name\` and \`work\`, not a promise: step ${index + 1} has no function.`,
    );
    requireDeadlines({ deadlineMs });
  }
}
