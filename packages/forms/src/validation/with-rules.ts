import type { StandardSchema } from '@holdfast/core';
import { asFailure, requireOptions } from '@holdfast/core/parts';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { uncheckedMessage } from './unchecked-message.ts';
import { isAt, type Issue } from './value-at.ts';

/** A rule about several fields at once. */
export interface FieldRule<TValues extends FieldValues> {
  /** The fields that the rule reads. It is asked only when the schema finds no fault in any of them. */
  readonly of: readonly FieldPath<TValues>[];
  /** The field that shows the sentence. */
  readonly on: FieldPath<TValues>;
  /** Returns `undefined` when the values keep the rule, and otherwise a sentence for the user. */
  readonly check: (values: TValues) => string | undefined;
}

/** A schema with rules about several fields, which hold also while other fields are still wrong. */
export function withRules<TValues extends FieldValues, TParsed>(
  schema: StandardSchema<TValues, TParsed>,
  rules: readonly FieldRule<NoInfer<TValues>>[],
): StandardSchema<TValues, TParsed> & { readonly rules: readonly FieldRule<TValues>[] } {
  requireOptions('withRules', { schema, rules }, { schema: 'an object', rules: 'a list' });
  for (const rule of rules) {
    requireOptions<FieldRule<FieldValues>>('A rule of withRules', rule as never, {
      of: 'a list of texts',
      on: 'a text that is not empty',
      check: 'a function',
    });
  }

  return {
    rules,
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      async validate(values) {
        const result = await schema['~standard'].validate(values);
        const issues = result.issues ?? [];
        const more = rules.flatMap((rule): readonly Issue[] => {
          if (rule.of.some((path) => issues.some(isAt(path)))) return [];
          const message = messageOf(rule, values as TValues);
          return message === undefined ? [] : [{ message, path: rule.on.split('.') }];
        });
        return more.length === 0 ? result : { issues: [...issues, ...more] };
      },
    },
  };
}

/** A rule that throws is a failure of its field. */
function messageOf<TValues extends FieldValues>(
  { check }: FieldRule<TValues>,
  values: TValues,
): string | undefined {
  try {
    return check(values);
  } catch (error) {
    return uncheckedMessage(asFailure(error));
  }
}
