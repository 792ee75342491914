const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ-ʏᴢ';
/** Where Unicode keeps the letters from A to Z in white on black, in a circle or a square, and those of flags. */
const FIRST_OF_ROWS = [0x1_f150, 0x1_f170, 0x1_f1e6];

const SHAPES: ReadonlyMap<string, string> = new Map(
  Array.from('abcdefghijklmnopqrstuvwxyz', (letter, index) => [
    [SMALL_CAPITALS.charAt(index), letter] as const,
    ...FIRST_OF_ROWS.map((first) => [String.fromCodePoint(first + index), letter] as const),
  ]).flat(),
);
const ANY = /[ʀ-ʟɢɪɴᴀ-ᴢꜰꜱꞯ\u{1F150}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu;

/** A text with plain letters in place of the shapes of letters that no normal form of Unicode takes apart. */
export function plainLetters(text: string): string {
  return text.replaceAll(ANY, (one) => SHAPES.get(one) ?? one);
}
