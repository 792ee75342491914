import type { StandardSchema } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import type { FieldPath, FieldPathValue, FieldValues } from 'react-hook-form';
import type { AsyncCheck } from './create-check.ts';
import { isAt, valueAt } from './value-at.ts';

export type ChecksOf<TValues extends FieldValues> = {
  readonly [TPath in FieldPath<TValues>]?: AsyncCheck<FieldPathValue<TValues, TPath>>;
};

/**
 * A schema that also checks single fields by asking. It asks only about a field in which the schema finds no fault and
 * that is not empty.
 */
export function withChecks<TValues extends FieldValues, TParsed>(
  schema: StandardSchema<TValues, TParsed>,
  checks: ChecksOf<NoInfer<TValues>>,
): StandardSchema<TValues, TParsed> {
  requireOptions<{ readonly schema: object; readonly checks: object }>(
    'withChecks',
    { schema, checks },
    { schema: 'an object', checks: 'an object' },
  );
  const all = Object.entries(checks) as readonly (readonly [string, AsyncCheck<unknown>])[];
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      async validate(values) {
        const result = await schema['~standard'].validate(values);
        const issues = result.issues ?? [];
        const found = await Promise.all(
          all.map(async ([path, { check }]) => {
            const value = valueAt(values, path);
            if (value === undefined || value === null || value === '') return [];
            if (issues.some(isAt(path))) return [];
            const message = await check(value);
            return message === undefined ? [] : [{ message, path: path.split('.') }];
          }),
        );
        const more = found.flat();
        return more.length === 0 ? result : { issues: [...issues, ...more] };
      },
    },
  };
}
