/** What a situation receives: where the servers are, and a place to leave the signal that it used. */
export interface Stage {
  /** Same origin as the page. */
  readonly own: string;
  /** Another origin, which lets no page read its answers. */
  readonly other: string;
  /** No server listens here. */
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

/** A failure that is caused on purpose, so that its label is certain. */
export interface Situation {
  readonly about: string;
  readonly site: string;
  readonly label: Label;
  /** For engines that tell more than the others. */
  readonly labels?: Partial<Record<Engine, Label>>;
  readonly engines: readonly Engine[];
  /** The page that the situation needs. @default a plain page */
  readonly page?: string;
  /** Plain data for `run`. The source of `run` travels without the variables around it. */
  readonly given?: unknown;
  /**
   * Throws, or returns `{ handed }` for a value that the engine hands over instead of throwing it (events,
   * `null`).
   */
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
