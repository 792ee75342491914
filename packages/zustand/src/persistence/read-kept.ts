import type { StandardSchema } from '@holdfast/core';
import { isPlain, type DraftRecord } from '@holdfast/core/parts';
import type { Kept, Members, Read } from './kept.ts';
import { settle, type Awaitable } from './settle.ts';

/** Makes data of the next version from data of one version. */
export type MigrationStep = { step(data: Record<string, unknown>): object }['step'];

export interface KeptShape {
  readonly migrations: readonly (MigrationStep | undefined)[];
  readonly schema: StandardSchema<unknown, object> | undefined;
  /** The members that are kept, of all members. */
  readonly keptOf: (members: object) => Members;
}

/**
 * Reads the data of a record: one migration after another, then the schema. The schema sees the whole slice, and a
 * member that was never changed has its initial value there. Throws or rejects for a record that it cannot read.
 */
export function readKept(
  { value, version, revision }: DraftRecord,
  { migrations, schema, keptOf }: KeptShape,
  initial: Members,
): Awaitable<Read> {
  // A damaged row may have neither number.
  const stored = membersOf(version >= 0 && revision >= 0 && value);
  // A migration may have renamed members, so that their revisions are lost.
  const known =
    version < migrations.length ? {} : (membersOf(stored['revisions']) as Kept['revisions']);
  // JSON drops members that are `undefined`; their revisions are still there.
  const gone = Object.keys(known).map((name) => [name, undefined]);
  let data: Members = { ...Object.fromEntries(gone), ...membersOf(stored['values']) };
  for (const step of migrations.slice(version)) data = membersOf(step?.(data));
  const read = (checked: object): Read => {
    const shown = Object.fromEntries(
      Object.entries(keptOf(checked)).filter(([name]) => name in data),
    );
    const revisions = Object.keys(data).map((name) => [name, known[name] ?? revision]);
    const values = { ...data, ...shown };
    return { shown, kept: { values, revisions: Object.fromEntries(revisions), revision } };
  };
  if (!schema) return read(data);
  return settle(
    () => schema['~standard'].validate({ ...initial, ...data }),
    (result) => read(membersOf(result.issues ? undefined : result.value)),
    (error) => {
      throw error;
    },
  );
}

/** What the data of a record lacks: the writes that took effect after a time, and those that were pending then. */
export function missingIn({ value, savedAt }: DraftRecord): [at: number, pending: string[]] {
  const { at = savedAt, pending } = isPlain(value) ? value : {};
  return [Number(at), Array.isArray(pending) ? pending.map(String) : []];
}

function membersOf(value: unknown): Record<string, unknown> {
  if (!isPlain(value)) throw new TypeError();
  return value;
}
