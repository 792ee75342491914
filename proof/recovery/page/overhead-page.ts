/** What both sides offer to the prover. */
export interface OverheadPage {
  signUp(name: string): Promise<void>;
  /** Saves a character, and resolves with the time that it took. */
  save(number: number): Promise<number>;
  /** Adds a note to the last character: stored on the device before it is sent, and until it is answered. */
  note(number: number): Promise<number>;
  /** Reads the last character. */
  read(): Promise<number>;
}

declare global {
  var overhead: OverheadPage;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export const password = 'a lantern in the fog';
