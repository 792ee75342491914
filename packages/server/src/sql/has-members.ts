type MemberForm = 'text' | 'number' | 'texts' | 'numbers' | 'named';

/** The forms of the members that code reads without a further look. `?` marks a member that may be absent. */
export type MemberForms = Readonly<Record<string, MemberForm | `${MemberForm}?`>>;

/**
 * Whether a value from a row has these members. Text that is JSON may still be no such value: another program wrote
 * it, or another version of this one.
 */
export function hasMembers(value: unknown, forms: MemberForms): boolean {
  const members = Object(value) as Readonly<Record<string, unknown>>;
  return Object.entries(forms).every(([name, form]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined && form.endsWith('?')) return true;
    return CHECKS[form.replace('?', '') as MemberForm](member);
  });
}

const isText = (value: unknown): boolean => typeof value === 'string';

const CHECKS: Readonly<Record<MemberForm, (value: unknown) => boolean>> = {
  text: isText,
  number: Number.isFinite,
  texts: (value) => isListOf(value, isText),
  numbers: (value) => isListOf(value, Number.isFinite),
  // An object whose members are texts.
  named: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isText),
};

function isListOf(value: unknown, check: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}
