/** Says what a value should be, or nothing if the value is right. */
export type Reader = (value: unknown) => string | undefined;

/** How to read one field: a value, or an object with fields of its own. All fields are optional. */
export type Field = Reader | { readonly [name: string]: Field };

/** Checks the fields of an object, and of the objects in it. Throws a `RangeError` that names the first wrong place. */
export function readFields(
  value: unknown,
  fields: Readonly<Record<string, Field>>,
  place: string,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError(`${place} is not an object.`);
  }
  for (const [name, given] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw new RangeError(`${place} has no '${name}'.`);
    if (given === undefined) continue;
    if (typeof field !== 'function') {
      readFields(given, field, `${place}, '${name}'`);
      continue;
    }
    const wanted = field(given);
    if (wanted !== undefined) throw new RangeError(`${place}: '${name}' has to be ${wanted}.`);
  }
}
