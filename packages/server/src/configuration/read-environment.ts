import { Failure, type StandardSchema } from '@holdfast/core';
import { parseWith } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks an environment against a schema with one member per variable; an empty variable counts as
 * none. Rejects with `CONFIGURATION_INVALID` that names every mistake at once, by `/NAME`, and repeats
 * no value: some are secrets.
 */
export async function readEnvironment<T>(
  schema: StandardSchema<unknown, T>,
  environment: Environment,
): Promise<T> {
  const given = Object.entries(environment).filter(([, value]) => value?.trim() !== '');
  const parsed = await parseWith(schema, Object.fromEntries(given));
  if (parsed.ok) return parsed.value;
  const { issues } = parsed;
  throw new Failure(catalogue.CONFIGURATION_INVALID, { details: { issues } });
}
