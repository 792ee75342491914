/** What is handed to a situation: where the servers are, and a place to leave the signal that was used. */
export interface Stage {
  /** Same origin as the page. */
  readonly own: string;
  /** Another origin, which allows nobody to read. */
  readonly other: string;
  /** Nobody listens here. */
  readonly closed: string;
  signal?: AbortSignal;
}

/**
 * The facts of a situation. The recorder knows them, because it made the situation. Its author writes them down
 * before any function names the error. The catalogue fills the fields that a label leaves open.
 */
export interface Label {
  /** Where one code is exact. */
  readonly code?: string;
  /** A family, or several with `|` between them when each is right. */
  readonly family?: string;
  readonly effect?: string;
  readonly retry?: string;
  readonly reason?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly pointers?: readonly string[];
}

/** Family, retry and effect of a situation. */
export type Truth = readonly [family: string, retry: string, effect: string];

export type Engine = 'node' | 'chromium' | 'firefox' | 'webkit';

/** Something that goes wrong, made on purpose: the label is known because the situation is. */
export interface Situation {
  readonly about: string;
  readonly site: string;
  readonly label: Label;
  /** Where an engine tells more than the others. */
  readonly labels?: Partial<Record<Engine, Label>>;
  readonly engines: readonly Engine[];
  /** The page it needs; a plain one without. */
  readonly page?: string;
  /** Plain data for `run`, whose source travels without what surrounds it. */
  readonly given?: unknown;
  /** Throws, or returns `{ handed }` for what is not thrown but handed over (events, `null`). */
  readonly run: (stage: Stage, given: never) => unknown;
}

export const everywhere: readonly Engine[] = ['node', 'chromium', 'firefox', 'webkit'];
export const browsers: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

/** One line of a table of situations: the source is the body of an async function of `stage`. */
export type Row = readonly [about: string, truth: Truth, source: string];

/** Situations whose source is text that runs unchanged in any engine. */
export function situationsOf(
  base: Pick<Situation, 'site' | 'engines' | 'page'>,
  rows: readonly Row[],
): readonly Situation[] {
  return rows.map(([about, [family, retry, effect], given]) => ({
    ...base,
    about,
    given,
    label: { family, retry, effect },
    run: (stage, source) => {
      const AsyncFunction = (async () => {}).constructor as new (
        ...args: string[]
      ) => (...args: unknown[]) => Promise<unknown>;
      return new AsyncFunction('stage', source)(stage);
    },
  }));
}
