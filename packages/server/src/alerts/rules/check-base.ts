import type { AlertDimension } from './alert-rule.ts';
import type { FieldChecker } from './field-checker.ts';

const DIMENSIONS: readonly AlertDimension[] = ['operation', 'detail', 'release'];
const SEVERITIES = ['critical', 'warning', 'info'];
const DAY = 86_400_000;

/** The longest time in any member, so that no rule needs counts that the store has removed. */
export const LONGEST_MS: number = 92 * DAY;

/** Checks the members that rules of every kind have. */
export function checkBase(fields: FieldChecker): void {
  fields.text(
    'id',
    /^[\w.-]{1,64}$/,
    'must be 1 to 64 letters, digits, dots, dashes or underscores',
  );
  fields.text('title', /^\P{Cc}{1,120}$/u, 'must be one line of 1 to 120 characters');
  fields.oneOf('severity', SEVERITIES);
  for (const member of ['forMs', 'keepMs', 'coolDownMs'])
    fields.optionalNumber(member, 0, LONGEST_MS);
  for (const member of ['minEvents', 'minSessions']) fields.optionalNumber(member, 0);
  const perAll = fields.value('kind') === 'newKind' ? DIMENSIONS : [];
  const per = checkDimensions(fields, 'per') ?? perAll;
  const groupBy = checkDimensions(fields, 'groupBy');
  fields.unless(
    groupBy === undefined || groupBy.every((one) => per.includes(one)),
    'groupBy',
    'must be a part of per',
  );
  if (fields.value('runbook') !== undefined) {
    fields.text(
      'runbook',
      /^(?!.{2001})([A-Z][A-Z\d_]*|https?:\/\/[^\s/@]+(\/\S*)?|\/\S*)$/,
      'must be a code, or an address without a password, up to 2000 characters',
    );
  }
  const off = fields.value('off');
  fields.unless(off === undefined || typeof off === 'boolean', 'off', 'must be true or false');
}

function checkDimensions(
  fields: FieldChecker,
  member: string,
): readonly AlertDimension[] | undefined {
  const given = fields.value(member);
  if (given === undefined) return undefined;
  const fits =
    Array.isArray(given) &&
    given.every((one) => DIMENSIONS.includes(one as AlertDimension)) &&
    new Set(given).size === given.length;
  fields.unless(fits, member, `must be a list of ${DIMENSIONS.join(', ')}, each once at most`);
  return fits ? (given as readonly AlertDimension[]) : undefined;
}
