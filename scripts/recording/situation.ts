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

export interface Label {
  readonly code: string;
  readonly effect?: string;
  readonly retry?: string;
  readonly reason?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly pointers?: readonly string[];
}

export type Engine = 'node' | 'chromium' | 'firefox';

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

export const everywhere: readonly Engine[] = ['node', 'chromium', 'firefox'];
export const browsers: readonly Engine[] = ['chromium', 'firefox'];
