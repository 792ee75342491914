import type { FieldIssue } from '@holdfast/core';

type Members = Readonly<Record<string, unknown>>;

/** Notes each wrong member of a value, by its JSON pointer. */
export interface FieldChecker {
  /** Notes an issue unless the condition holds. */
  unless(holds: boolean, member: string, message: string): void;
  text(member: string, pattern: RegExp, message: string): void;
  oneOf(member: string, values: readonly string[]): void;
  number(member: string, least: number, most?: number): void;
  optionalNumber(member: string, least: number, most?: number): void;
  /** Notes each member that no check has read, so that the administrator learns of a misspelt option. */
  noOthers(): void;
  /** A checker of an object within the value; notes an issue when it is none. */
  inside(member: string): FieldChecker | undefined;
  /** The same for each object of a list; notes an issue when it is no list, or an empty one. */
  insideEach(member: string): readonly FieldChecker[];
  /** The value of a member, which counts as known from then on. */
  value(member: string): unknown;
}

export function checkFields(value: Members, at = '', issues: FieldIssue[] = []): FieldChecker {
  const known = new Set<string>();
  const note = (member: string, message: string): void => {
    issues.push({
      pointer: `${at}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message,
    });
  };
  const read = (member: string): unknown => {
    known.add(member);
    return Object.hasOwn(value, member) ? value[member] : undefined;
  };
  const number = (member: string, least: number, most: number, given: unknown): void => {
    const fits = typeof given === 'number' && given >= least && given <= most;
    const range =
      most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
    if (!fits) note(member, `must be a number ${range}`);
  };
  return {
    value: read,
    unless(holds, member, message) {
      if (!holds) note(member, message);
    },
    text(member, pattern, message) {
      const given = read(member);
      if (typeof given !== 'string' || !pattern.test(given)) note(member, message);
    },
    oneOf(member, values) {
      if (!values.includes(read(member) as string))
        note(member, `must be one of ${values.join(', ')}`);
    },
    number: (member, least, most = Number.MAX_SAFE_INTEGER) =>
      number(member, least, most, read(member)),
    optionalNumber(member, least, most = Number.MAX_SAFE_INTEGER) {
      const given = read(member);
      if (given !== undefined) number(member, least, most, given);
    },
    noOthers() {
      for (const member of Object.keys(value)) {
        if (!known.has(member)) note(member, 'is no member of this kind of rule');
      }
    },
    inside(member) {
      const given = read(member);
      if (isObject(given)) return checkFields(given, `${at}/${member}`, issues);
      note(member, 'must be an object');
      return undefined;
    },
    insideEach(member) {
      const given = read(member);
      if (Array.isArray(given) && given.length > 0 && given.every(isObject)) {
        return given.map((one, index) => checkFields(one, `${at}/${member}/${index}`, issues));
      }
      note(member, 'must be a list of objects');
      return [];
    },
  };
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
