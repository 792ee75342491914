/** What came of one thing an app does on one platform; `subject/attempt.mjs` makes these. */
export interface Result {
  readonly row: string;
  readonly verdict: 'works' | 'refuses' | 'breaks';
  /** The code and a sentence of a refusal; what broke otherwise. */
  readonly says: string;
}

export interface Platform {
  readonly name: string;
  readonly try: () => Promise<readonly Result[]>;
}

/** Reads the results that a run printed; a run without any broke. */
export function readResults(printed: string): readonly Result[] {
  const told = /^MATRIX (.*)$/m.exec(printed)?.[1];
  if (told !== undefined) return JSON.parse(told) as Result[];
  return [{ row: 'the run itself', verdict: 'breaks', says: printed.trim() || 'printed nothing' }];
}
