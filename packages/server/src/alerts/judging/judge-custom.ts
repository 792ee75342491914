import { refuseUnless } from '../../mistakes/defect.ts';
import { isStorable } from '../../requests/is-storable.ts';
import type { AlertDimension, CustomRule } from '../rules/alert-rule.ts';
import type { GroupValues } from '../windows/create-windows.ts';
import type { CustomJudgement } from './custom-judge.ts';
import type { Judged, Judgement, Signal } from './judgement.ts';
import type { JudgingContext } from './judging-context.ts';

const DIMENSIONS: readonly AlertDimension[] = ['operation', 'detail', 'release'];
const SIGNALS: readonly Signal[] = ['breach', 'between', 'clear'];
/** A longer sentence is cut: the relay would refuse the notice, and with it everything that changed in this look. */
const LONGEST_TEXT = 1_000;
/** A longer value is refused: the notice has it in its title, and two cut values could be one alert. */
const LONGEST_VALUE = 200;
/** The cut may go through a letter of two halves. */
const HALF = /\p{Surrogate}/gu;

/**
 * Asks the function of the app. Throws `DEFECT`, which names the rule, when the app has no such function, or when the
 * function gives something else than judgements: this rule cannot be judged then, and no other is held up.
 */
export function judgeCustom(rule: CustomRule, { windows, now, judges }: JudgingContext): Judged {
  const judge = Object.hasOwn(judges, rule.judge) ? judges[rule.judge] : undefined;
  const caller = `createAlerts: the rule ${rule.id}`;
  refuseUnless(
    judge !== undefined,
    `${caller} asks the function ${rule.judge}, which is not in \`judges\`. Give it there, or change the rule.`,
  );
  const given: unknown = judge.judge(windows, now, rule);
  refuseUnless(
    Array.isArray(given),
    `${caller} got no list from ${rule.judge}. Let the function return its judgements, and no promise.`,
  );
  return { judgements: given.map((one: CustomJudgement) => toJudgement(one, rule, caller)) };
}

function toJudgement(given: CustomJudgement, rule: CustomRule, caller: string): Judgement {
  const { values, signal, weight = 0, text, reach } = Object(given) as CustomJudgement;
  const wrong = (member: string, must: string): string =>
    `${caller} got a judgement from ${rule.judge} whose \`${member}\` ${must}.`;
  refuseUnless(SIGNALS.includes(signal), wrong('signal', `must be one of ${SIGNALS.join(', ')}`));
  refuseUnless(Number.isFinite(weight), wrong('weight', 'must be a finite number'));
  refuseUnless(typeof text === 'string', wrong('text', 'must be a sentence'));
  refuseUnless(
    isValues(values),
    wrong(
      'values',
      `must be texts of up to ${LONGEST_VALUE} characters, for ${DIMENSIONS.join(', ')}`,
    ),
  );
  refuseUnless(
    reach === undefined || (Number.isFinite(reach.from) && Number.isFinite(reach.to)),
    wrong('reach', 'must have a `from` and a `to` in milliseconds'),
  );
  return {
    ...{ values, signal, weight },
    why: { kind: 'custom', text: text.slice(0, LONGEST_TEXT).replaceAll(HALF, '\uFFFD') },
    ...(reach && { reach }),
  };
}

function isValues(values: unknown): values is GroupValues {
  return (
    typeof values === 'object' &&
    values !== null &&
    Object.entries(values).every(
      ([name, value]) =>
        DIMENSIONS.includes(name as AlertDimension) &&
        typeof value === 'string' &&
        value.length <= LONGEST_VALUE &&
        isStorable(value),
    )
  );
}
