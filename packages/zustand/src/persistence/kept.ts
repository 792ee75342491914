import { tell, type DraftRecord } from '@holdfast/core/parts';

/** The members of a slice by name. */
export type Members = Readonly<Record<string, unknown>>;

/** The content of the store, as far as this tab knows it. */
export interface Kept {
  readonly values: Members;
  /** For each member that was ever changed, the revision that changed it last. */
  readonly revisions: Readonly<Record<string, number>>;
  readonly revision: number;
}

/** The writes that data lacks: those that took effect after this time, and those with these ids. */
export interface Missing {
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly pending: readonly string[];
}

/** The content that a tab has read. */
export interface Read {
  readonly kept: Kept;
  /** The members that this code knows, checked. The store may have more, of other code, and they stay there. */
  readonly shown: Members;
}

/** Joins two versions of one member that two tabs made at the same time. */
export type Merge<T = unknown> = (mine: T, theirs: T, before: T) => T;

export interface Merged {
  /** The content of the store now. */
  readonly kept: Kept;
  /** The changes in this tab. */
  readonly changes: Members;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** The members that a slice keeps. Without `include`, these are all that neither hold a function nor began with one. */
export const keptMembers = (
  data: object,
  first: object,
  include: readonly PropertyKey[] | undefined,
): Members =>
  Object.fromEntries(
    Object.entries(data).filter(([name, value]) =>
      include ? include.includes(name) : ![value, first[name as never]].some(isFunction),
    ),
  );

/** The names of the members that the store does not have as they are now. */
export const changedIn = (now: Members, { values }: Kept): readonly string[] =>
  Object.keys(now).filter((name) => !Object.is(now[name], values[name]));

/** The content of the store after a save of these members. */
export function following(now: Members, known: Kept): Kept {
  const revision = known.revision + 1;
  const revisions = { ...known.revisions };
  for (const name of changedIn(now, known)) revisions[name] = revision;
  return { values: { ...known.values, ...now }, revisions, revision };
}

/** The value of a record. It leaves out a member that was never changed, so that it follows the app's initial data. */
export function storedValue(
  { values, revisions }: Kept,
  aside: unknown,
  layered: readonly string[] = [],
  unshown?: Missing,
): DraftRecord['value'] {
  const touched = Object.keys(revisions).map((name) => [name, values[name]]);
  const pending = [...layered, ...(unshown?.pending ?? [])];
  return {
    ...{ values: Object.fromEntries(touched), revisions },
    ...(aside ? { aside } : {}),
    ...(unshown && { at: unshown.at }),
    ...(pending.length > 0 && { pending }),
  };
}

/**
 * Takes in what another tab stored, member by member. A member that only the other tab changed takes the value of the
 * other tab. A member that both changed keeps the value of this tab, unless `merges` joins the two, and is written
 * again.
 */
export function mergeKept(
  mine: Members,
  known: Kept,
  { kept: theirs, shown }: Read,
  merges: Readonly<Record<string, Merge | undefined>>,
): Merged {
  const values: Record<string, unknown> = { ...known.values };
  const changes: Record<string, unknown> = {};
  for (const [name, there] of Object.entries(theirs.values)) {
    if ((theirs.revisions[name] ?? 0) <= known.revision) continue;
    const before = values[name];
    const here = mine[name];
    values[name] = there;
    if (!(name in shown)) continue;
    let next = there;
    if (!Object.is(here, before)) {
      next = here;
      const merge = merges[name];
      // A function of the app that throws must not keep the other members back.
      if (merge) tell([() => (next = merge(here, there, before))]);
    }
    if (!Object.is(next, here)) changes[name] = next;
  }
  return { kept: { ...theirs, values }, changes };
}
