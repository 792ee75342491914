import type { StandardSchema } from '@holdfast/core';

type Issues = NonNullable<
  Extract<
    Awaited<ReturnType<StandardSchema['~standard']['validate']>>,
    { readonly issues: readonly unknown[] }
  >['issues']
>;
export type Issue = Issues[number];

/** The value of a field, or nothing where the path leads nowhere. */
export function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Whether an issue is about a field, about a part of it, or about something that holds it. */
export const isAt =
  (path: string) =>
  ({ path: steps = [] }: Issue): boolean => {
    const at = steps.map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
    return `${at}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${at}.`);
  };
