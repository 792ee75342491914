import { createCell, type Failure, type Observable, type StandardSchema } from '@holdfast/core';
import { isEqual, type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { inTime } from '../deadline/in-time.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

export interface ConfigurationOptions<T extends object> {
  /** One member per variable, with its defaults. */
  readonly schema: StandardSchema<unknown, T>;
  /** Each reload calls it again. */
  readonly read: () => Environment | Promise<Environment>;
  /** The variables that may change while the server runs; the others keep their value. */
  readonly reloadable: readonly (keyof T & string)[];
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'schedule'>;
}

/** A `read` that takes longer does not end. */
const READ_WITHIN_MS = 30_000;

/** How a reload ended. Names only: a value may be a secret. */
export type Reload =
  | {
      readonly kind: 'applied';
      readonly changed: readonly string[];
      /** Changed as well, but only a restart brings them in. */
      readonly waiting: readonly string[];
    }
  /** Nothing was changed. */
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface Configuration<T> extends Observable<T> {
  /**
   * Reads again and applies the variables that may change. Never rejects: a bad reload leaves every value as it was. A
   * `read` without an answer in 30 seconds is a bad reload, with `TIMEOUT`.
   */
  reload(): Promise<Reload>;
}

/**
 * A configuration that was checked as a whole before anything starts. Rejects with
 * `CONFIGURATION_INVALID`, with `TIMEOUT` when `read` gives no answer in 30 seconds, or with what `read` rejected with.
 */
export async function createConfiguration<T extends object>(
  options: ConfigurationOptions<T>,
): Promise<Configuration<T>> {
  requireOptionsAlways('createConfiguration', options, {
    schema: 'an object',
    read: 'a function',
    reloadable: 'a list of texts',
    platform: 'an object with schedule?',
  });

  const { schema, read, reloadable, platform = webPlatform } = options;
  const load = async (): Promise<T> =>
    readEnvironment(schema, await inTime(platform, READ_WITHIN_MS, (async () => read())()));
  const cell = createCell(await load());

  async function apply(): Promise<Reload> {
    let next: T;
    try {
      next = await load();
    } catch (error) {
      return { kind: 'refused', failure: toServerFailure(error) };
    }
    const now = cell.getSnapshot();
    const names = Object.keys({ ...now, ...next }) as (keyof T & string)[];
    const differing = names.filter((name) => !isEqual(now[name], next[name]));
    const changed = differing.filter((name) => reloadable.includes(name));
    if (changed.length > 0) {
      const values = changed.map((name) => [name, next[name]] as const);
      cell.set({ ...now, ...(Object.fromEntries(values) as Partial<T>) });
    }
    return {
      kind: 'applied',
      changed,
      waiting: differing.filter((name) => !changed.includes(name)),
    };
  }

  // One after another, or a slow read from before could undo what a later one brought.
  let last: Promise<unknown> = Promise.resolve();
  return {
    getSnapshot: cell.getSnapshot,
    subscribe: cell.subscribe,
    reload() {
      const reloaded = last.then(apply);
      last = reloaded;
      return reloaded;
    },
  };
}
