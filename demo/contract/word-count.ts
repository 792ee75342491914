const SPOKEN = /[\p{L}\p{N}]/u;

/** How many words a text has, as page and server both count them: for receipts, and for what the screen says. */
export function wordCount(text: string): number {
  return text.split(/\s+/u).filter((part) => SPOKEN.test(part)).length;
}
