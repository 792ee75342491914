/** How much one account may store. The server refuses a write that would exceed one of these limits. */
export interface CharacterQuotas {
  readonly characters: number;
  readonly notesPerCharacter: number;
  readonly notes: number;
  /** Of all texts together, in UTF-8, and a little for each character and note. */
  readonly bytes: number;
}

export const CHARACTER_QUOTAS: CharacterQuotas = {
  characters: 500,
  notesPerCharacter: 1000,
  notes: 10_000,
  bytes: 16 * 1024 * 1024,
};

/** The size of a character or a note without its texts. The migration that counts earlier ones uses the same number. */
export const ROW_BYTES = 100;

export function bytesOf(...texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), ROW_BYTES);
}
