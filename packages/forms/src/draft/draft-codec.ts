import { inDevelopment, isPlain } from '@holdfast/core/parts';
import type { DraftContent } from './draft-state.ts';

export interface DraftCodec<TValues> {
  /** The version of the values' shape. */
  readonly version: number;
  /** Makes values of this version from older ones; throws when it cannot. @default older drafts are set aside */
  readonly migrate?: ((values: unknown, fromVersion: number) => unknown) | undefined;
  /** A draft gets the members that it lacks from here. They do not limit the values that a field may hold. */
  readonly defaultValues: TValues;
}

/**
 * Reads content back from a stored value; throws only for a value that is no draft at all. The form once held
 * these values, of any type, so it gets them back. The schema checks values when the form is sent, not when a
 * draft is kept.
 */
export function decodeDraft<TValues>(
  value: unknown,
  fromVersion: number,
  { version, migrate, defaultValues }: DraftCodec<TValues>,
  lost: readonly string[] = [],
): DraftContent<TValues> {
  if (!isPlain(value)) throw new TypeError(inDevelopment('not a draft'));
  const values =
    fromVersion === version ? value['values'] : migrateFrom(value['values'], fromVersion, migrate);
  if (!isPlain(values)) throw new TypeError(inDevelopment('not the values of a form'));
  const memo = Object.entries(isPlain(value['memo']) ? value['memo'] : {}).filter(
    (note): note is [string, string] => typeof note[1] === 'string',
  );
  return {
    values: { ...defaultValues, ...values },
    memo: Object.fromEntries(memo),
    ...(lost.length > 0 && { lost }),
  };
}

function migrateFrom(
  values: unknown,
  fromVersion: number,
  migrate: ((values: unknown, fromVersion: number) => unknown) | undefined,
): unknown {
  if (!migrate) throw new TypeError(inDevelopment('no way from an older version'));
  return migrate(values, fromVersion);
}
