import type { StandardSchema } from '@holdfast/core';
import { inDevelopment, peek, requireOptions } from '@holdfast/core/parts';
import { get, set, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form';
import { errorPath } from './issues/error-path.ts';

/** The type of the error of a field whose check did not come to its end. */
const UNCHECKED = 'unchecked';

/**
 * A resolver for react-hook-form that checks a form with any Standard Schema. Of several issues on one field it
 * shows the first. It never rejects: when the schema throws, or refuses the values and names no field that
 * react-hook-form can hold, no field of the check counts as valid.
 */
export function schemaResolver<TValues extends FieldValues, TParsed>(
  schema: StandardSchema<TValues, TParsed>,
): Resolver<TValues, unknown, TParsed> {
  requireOptions('schemaResolver', { schema }, { schema: 'an object' });
  return async (values, _context, { names = [] }) => {
    const errors: FieldErrors<TValues> = {};
    try {
      const result = await schema['~standard'].validate(values);
      if (!result.issues) return { values: result.value, errors: {} };
      for (const { message, path = [] } of result.issues) {
        const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
        const at = steps.length === 0 ? 'root' : errorPath(steps.join('.'), values, names);
        if (get(errors, at) === undefined) set(errors, at, { type: 'schema', message });
      }
      // react-hook-form sends what has no error. It holds none for a field called `constructor`, for example.
      if (Object.keys(errors).length === 0) {
        throw new TypeError(inDevelopment('an issue without a field'));
      }
    } catch (cause) {
      for (const name of ['root', ...names]) set(errors, name, { type: UNCHECKED, cause });
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
