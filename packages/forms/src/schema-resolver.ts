import type { StandardSchema } from '@holdfast/core';
import { get, set, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form';

/**
 * A resolver for react-hook-form that checks a form with any Standard Schema. Of several issues on one field it
 * shows the first.
 */
export function schemaResolver<TValues extends FieldValues, TParsed>(
  schema: StandardSchema<TValues, TParsed>,
): Resolver<TValues, unknown, TParsed> {
  return async (values, _context, { names = [] }) => {
    const result = await schema['~standard'].validate(values);
    if (!result.issues) return { values: result.value, errors: {} };
    const errors: FieldErrors<TValues> = {};
    for (const { message, path = [] } of result.issues) {
      const steps = path.map((step) => String(typeof step === 'object' ? step.key : step));
      const at = pathOf(steps, values, names);
      if (get(errors, at) === undefined) set(errors, at, { type: 'schema', message });
    }
    return { values: {}, errors };
  };
}

// An issue with a list as a whole must not stand where the issues of its items stand.
function pathOf(steps: readonly string[], values: unknown, names: readonly string[]): string {
  if (steps.length === 0) return 'root';
  const path = steps.join('.');
  const hasItemFields = names.some((name) => name.startsWith(`${path}.`));
  return hasItemFields && Array.isArray(get(values, path)) ? `${path}.root` : path;
}
