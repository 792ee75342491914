import { get } from 'react-hook-form';

/**
 * Where react-hook-form keeps the error of a field. The error of a list as a whole must not stand where the errors of
 * its items stand. `names` are the fields of the form.
 */
export function errorPath(path: string, values: unknown, names: readonly string[]): string {
  const hasItemFields = names.some((name) => name.startsWith(`${path}.`));
  return hasItemFields && Array.isArray(get(values, path)) ? `${path}.root` : path;
}
