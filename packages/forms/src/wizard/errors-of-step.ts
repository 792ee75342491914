import { get, type FieldErrors } from 'react-hook-form';

// react-hook-form changes its errors in place. A new state of the form is a new object, so that is handed around.
interface Faulty {
  readonly errors: FieldErrors;
}

interface FoundError {
  readonly type?: unknown;
  readonly message?: unknown;
}

/** The first of these fields that has an error, or an error within. */
export function firstWrongField(fields: readonly string[], state: Faulty): string | undefined {
  return fields.find((field) => errorTypes([field], state).length > 0);
}

/** The types of all errors on these fields and within them. */
export function errorTypes(fields: readonly string[], { errors }: Faulty): readonly string[] {
  return fields.flatMap((field) => typesIn(get(errors, field)));
}

function typesIn(found: unknown): readonly string[] {
  if (typeof found !== 'object' || found === null) return [];
  const { type } = found as FoundError;
  if (typeof type === 'string') return [type];
  return Object.values(found).flatMap(typesIn);
}
