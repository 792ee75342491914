/** Texts of users that test a layout: long, without a place to break, and written from right to left. */
export const LONG =
  'The lighthouse keeper who counted the ships that never came back and wrote a letter to each of them';
export const UNBROKEN = `Mara${'a'.repeat(90)}`;
export const HEBREW = 'שומרת המגדלור';
