import { isPlain } from '../is-equal.ts';
import type { DraftContent } from './draft-state.ts';

export interface DraftCodec<TValues> {
  /** The version of the values' shape. */
  readonly version: number;
  /** Makes values of this version from older ones; throws when it cannot. @default older drafts are set aside */
  readonly migrate?: ((values: unknown, fromVersion: number) => TValues) | undefined;
  /** Members that a draft lacks come from here, and each kept member must be of the same sort. */
  readonly defaultValues: TValues;
}

/** Reads content back from a stored value; throws when it makes no sense. A draft may be incomplete. */
export function decodeDraft<TValues>(
  value: unknown,
  fromVersion: number,
  { version, migrate, defaultValues }: DraftCodec<TValues>,
): DraftContent<TValues> {
  if (!isPlain(value) || !isPlain(value['memo'])) throw new TypeError('not a draft');
  const values =
    fromVersion === version ? value['values'] : migrateFrom(value['values'], fromVersion, migrate);
  if (!isPlain(values) || !isOfSort(values, defaultValues)) throw new TypeError('not these values');
  const memo = Object.entries(value['memo']).filter(
    (note): note is [string, string] => typeof note[1] === 'string',
  );
  return { values: { ...defaultValues, ...values }, memo: Object.fromEntries(memo) };
}

function migrateFrom(
  values: unknown,
  fromVersion: number,
  migrate: ((values: unknown, fromVersion: number) => unknown) | undefined,
): unknown {
  if (!migrate) throw new TypeError('no way from an older version');
  return migrate(values, fromVersion);
}

/** Whether a kept value could stand where the sample stands without breaking the field that shows it. */
function isOfSort(value: unknown, sample: unknown): boolean {
  if (value === undefined || sample === undefined || sample === null) return true;
  if (Array.isArray(sample)) return Array.isArray(value);
  if (isPlain(sample)) {
    return (
      isPlain(value) &&
      Object.entries(sample).every(([name, member]) => isOfSort(value[name], member))
    );
  }
  if (typeof sample === 'object') {
    return typeof value === 'object' && value?.constructor === sample.constructor;
  }
  return typeof value === typeof sample;
}
