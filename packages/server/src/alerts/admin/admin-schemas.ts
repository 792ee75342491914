import type { StandardSchema } from '@holdfast/core';
import type { NewSilence } from '../engine/create-desk.ts';

/** A schema of an object, from checks of its members. Each gives the reason why a value does not fit. */
function objectOf<T>(
  members: Readonly<Record<keyof T & string, (value: unknown) => string | undefined>>,
): StandardSchema<unknown, T> {
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      validate(value) {
        const given = Object(value) as Readonly<Record<string, unknown>>;
        const issues = Object.entries<(value: unknown) => string | undefined>(members).flatMap(
          ([name, check]) => {
            const message = check(given[name]);
            return message === undefined ? [] : [{ message, path: [name] }];
          },
        );
        if (issues.length > 0) return { issues };
        const known = Object.keys(members).map((name) => [name, given[name]]);
        return { value: Object.fromEntries(known) as T };
      },
    },
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 500
    ? undefined
    : 'must be a text of 1 to 500 characters';
const number = (value: unknown): string | undefined =>
  typeof value === 'number' ? undefined : 'must be a number';
const revision = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) && Number(value) >= 0
    ? undefined
    : 'must be a whole number from 0 on';
const object = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? undefined : 'must be an object';

interface Acknowledgement {
  readonly fingerprint: string;
}

interface RulesChange {
  readonly revision: number;
  readonly rules: unknown;
}

export const acknowledgementSchema: StandardSchema<unknown, Acknowledgement> =
  objectOf<Acknowledgement>({ fingerprint: text });

export const silenceSchema: StandardSchema<unknown, NewSilence> = objectOf<NewSilence>({
  ...{ matcher: object, forMs: number, reason: text },
});

/** `changeRules` checks the rules themselves, so that each issue has its own pointer. */
export const rulesChangeSchema: StandardSchema<unknown, RulesChange> = objectOf<RulesChange>({
  ...{ revision, rules: object },
});
