import type { AlertRule } from './alert-rule.ts';
import { LONGEST_MS } from './check-base.ts';
import { checkSelector } from './check-selector.ts';
import type { FieldChecker } from './field-checker.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];
const DURATIONS = ['latency', 'recovery-time', 'request-time', 'transaction'];

/** Checks the members of each kind of rule. */
export const checkKind: Readonly<Record<AlertRule['kind'], (fields: FieldChecker) => void>> = {
  threshold(fields) {
    const of = fields.inside('of');
    if (of) checkThresholdOf(of);
    fields.number('windowMs', MINUTE, LONGEST_MS);
    fields.oneOf('is', ['above', 'below']);
    fields.number('limit', 0);
    fields.optionalNumber('clearLimit', 0);
    const cannotFire = fields.value('is') === 'below' && fields.value('limit') === 0;
    fields.unless(!cannotFire, 'limit', 'must be above 0, or no number is ever below it');
    const [limit, clearLimit] = [fields.value('limit'), fields.value('clearLimit')];
    if (typeof limit !== 'number' || typeof clearLimit !== 'number') return;
    const isBeyond = fields.value('is') === 'below' ? clearLimit >= limit : clearLimit <= limit;
    fields.unless(isBeyond, 'clearLimit', 'must lie on the quiet side of limit');
  },
  burnRate(fields) {
    checkSelector(fields, 'bad');
    checkSelector(fields, 'all');
    fields.number('objective', 0.5, 0.999_999);
    fields.optionalNumber('confidence', 0.5, 0.999_999);
    if (fields.value('windows') === undefined) return;
    const objective = Number(fields.value('objective'));
    for (const window of fields.insideEach('windows')) checkWindow(window, objective);
  },
  absence(fields) {
    checkSelector(fields, 'count');
    fields.number('windowMs', MINUTE, LONGEST_MS);
    fields.number('beforeMs', MINUTE, LONGEST_MS);
  },
  newKind(fields) {
    checkSelector(fields, 'count');
    fields.number('windowMs', MINUTE, LONGEST_MS);
  },
  anomaly(fields) {
    checkSelector(fields, 'count');
    // The detector compares hours of the day, and its past has eight days.
    fields.optionalNumber('stepMs', MINUTE, DAY);
    if (fields.value('is') !== undefined) fields.oneOf('is', ['above', 'below', 'either']);
  },
  forecast(fields) {
    checkSelector(fields, 'count');
    fields.number('limit', 0);
    fields.number('periodMs', MINUTE, LONGEST_MS);
    fields.optionalNumber('startsAt', 0);
  },
  custom(fields) {
    fields.text('judge', /^[\w.-]{1,64}$/, 'must be the name of a function');
    fields.number('windowMs', MINUTE, LONGEST_MS);
    fields.value('options');
  },
};

export const RULE_KINDS: readonly AlertRule['kind'][] = Object.keys(
  checkKind,
) as AlertRule['kind'][];

function checkThresholdOf(of: FieldChecker): void {
  of.oneOf('what', ['count', 'rate', 'ratio', 'percentile']);
  const what = of.value('what');
  checkSelector(of, 'count', ...(what === 'percentile' ? [DURATIONS] : []));
  if (what === 'ratio') checkSelector(of, 'among');
  if (what === 'percentile') of.number('share', 0, 1);
  of.noOthers();
}

function checkWindow(window: FieldChecker, objective: number): void {
  window.number('factor', 0.1, 1_000);
  window.number('longMs', MINUTE, LONGEST_MS);
  window.number('shortMs', MINUTE, LONGEST_MS);
  window.noOthers();
  // A ratio is never above 1, so such a window could never burn.
  const canBurn = !(Number(window.value('factor')) * (1 - objective) >= 1);
  window.unless(
    canBurn,
    'factor',
    'must be small enough for the objective, or it is never reached',
  );
}
