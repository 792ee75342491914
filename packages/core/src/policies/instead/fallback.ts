import { requireOptions } from '#options';
import { adviseMissed, describePolicy, refuseUnless } from '#composition';
import type { Failure } from '../../failures/failure.ts';
import { tell } from '../../observable/tell.ts';
import { surface } from '../../observable/web-surface.ts';
import type { Clock } from '../../platform/platform.ts';
import { webClock } from '../../platform/web-clock.ts';
import type { CallOptions } from '../engine/call-options.ts';
import { pipeline } from '../engine/pipeline.ts';
import type { Policy } from '../engine/policy.ts';
import { wrapping } from '../engine/wrapping.ts';

/** The facts of the call that a fallback answers. */
export interface FallbackSituation {
  readonly call: CallOptions;
  readonly platform: Clock;
}

/** One answer in place of work that failed. */
export interface Alternative {
  /** Gives the answer. When it throws or rejects, the next alternative is asked. */
  answer(failure: Failure, situation: FallbackSituation): unknown;
  /** Receives every answer of the work itself. */
  note?(value: unknown, situation: FallbackSituation): void;
}

export interface FallbackOptions {
  /** The failures that get a substitute. @default those whose `retry` is not `'never'` */
  readonly when?: (failure: Failure) => boolean;
}

/**
 * Answers in place of work that failed, with the first alternative that can answer. When none can, the call fails
 * with the failure of the work. A caller that aborted gets no substitute, and waits for none.
 *
 * Give alternatives whose answers have the type of the work's; the policy does not check that.
 */
export function fallback(
  alternatives: readonly Alternative[],
  options: FallbackOptions = {},
): Policy {
  requireOptions('fallback', options, { when: 'a function?' });
  const { when = ({ retry }) => retry !== 'never' } = options;
  const mayAnswer = (failure: Failure): boolean => {
    try {
      return when(failure);
    } catch (error) {
      surface(error);
      return false;
    }
  };
  refuseUnless(alternatives.length > 0, 'Give the fallback at least one alternative.');
  const notes = alternatives.flatMap((one) => one.note?.bind(one) ?? []);
  const policy: Policy = wrapping((inner, _outer, { platform = webClock }) => {
    // A pipeline without policies: it only lets the caller abort.
    const abortable = pipeline({ platform });
    return (work, call = {}) => {
      const situation = { call, platform };
      return inner(work, call).then(
        (value) => {
          if (notes.length > 0) tell(notes, value, situation);
          return value;
        },
        // A pipeline rejects only with failures.
        (failure: Failure) => {
          if (failure.code === 'ABORTED' || !mayAnswer(failure)) {
            adviseMissed(policy, 'fallback', failure);
            throw failure;
          }
          const { incidentId } = failure;
          return abortable(() => answerInstead(alternatives, failure, situation), {
            ...call,
            incidentId,
          });
        },
      );
    };
  });
  describePolicy(policy, {
    kind: 'fallback',
    does: 'answers in place of work that failed',
    refuses:
      'It does not when the caller aborted, nor for a failure that `when` leaves out: without `when`, one that another try cannot help.',
    place: 0,
    before: 'It answers for everything that comes after it.',
    once: 'Give it all the alternatives, in order.',
    rules: { alternatives: alternatives.length, ...options },
  });
  return policy;
}

async function answerInstead<T>(
  alternatives: readonly Alternative[],
  failure: Failure,
  situation: FallbackSituation,
): Promise<T> {
  for (const alternative of alternatives) {
    try {
      // One after another, because the next alternative is asked only when this one cannot answer.
      // oxlint-disable-next-line no-await-in-loop -- one after another
      return (await alternative.answer(failure, situation)) as T;
    } catch {
      // The next alternative may have an answer. If none has, the failure of the work tells most.
    }
  }
  throw failure;
}

/** Answers with a fixed value. */
export function substitute(value: unknown): Alternative {
  return { answer: () => value };
}
