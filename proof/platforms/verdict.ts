/** The result of one action of an app on one platform; `subject/attempt.mjs` makes these. */
export interface Result {
  readonly row: string;
  readonly verdict: 'works' | 'refuses' | 'breaks';
  /** The code and sentence of a refusal, or the error of a break. */
  readonly says: string;
}

export interface Platform {
  readonly name: string;
  readonly try: () => Promise<readonly Result[]>;
}

/** Reads the results that a run printed; a run that printed none counts as a break. */
export function readResults(printed: string): readonly Result[] {
  const told = /^MATRIX (.*)$/m.exec(printed)?.[1];
  if (told !== undefined) return JSON.parse(told) as Result[];
  return [{ row: 'the run itself', verdict: 'breaks', says: printed.trim() || 'printed nothing' }];
}
