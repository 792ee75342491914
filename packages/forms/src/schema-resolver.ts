import type { StandardSchema } from '@holdfast/core';
import { peek } from '@holdfast/core/parts';
import { get, set, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form';
import { errorPath } from './issues/error-path.ts';

/** The type of the error of a field whose check did not come to its end. */
const UNCHECKED = 'unchecked';

/**
 * A resolver for react-hook-form that checks a form with any Standard Schema. Of several issues on one field it
 * shows the first. It never rejects: when the schema throws, no field of the check counts as valid.
 */
export function schemaResolver<TValues extends FieldValues, TParsed>(
  schema: StandardSchema<TValues, TParsed>,
): Resolver<TValues, unknown, TParsed> {
  return async (values, _context, { names = [] }) => {
    const errors: FieldErrors<TValues> = {};
    let result;
    try {
      result = await schema['~standard'].validate(values);
    } catch (cause) {
      for (const name of ['root', ...names]) set(errors, name, { type: UNCHECKED, cause });
      return { values: {}, errors };
    }
    if (!result.issues) return { values: result.value, errors: {} };
    for (const { message, path = [] } of result.issues) {
      const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
      const at = steps.length === 0 ? 'root' : errorPath(steps.join('.'), values, names);
      if (get(errors, at) === undefined) set(errors, at, { type: 'schema', message });
    }
    return { values: {}, errors };
  };
}

/** Whether the schema threw when it was to check this field. */
export const isUnchecked = (error: unknown): boolean => peek(error, 'type') === UNCHECKED;

/** Throws what the schema threw when it was to check this field, if it did. */
export function throwUnchecked(error: unknown): void {
  if (isUnchecked(error)) throw peek(error, 'cause');
}
