/** Undoes one layer of the escapes of JavaScript and JSON: `\u003c`, `\u{3c}` and `\x3c`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:u([\da-f]{4})|u\{([\da-f]{1,8})\}|x([\da-f]{2}))/gi,
    (whole, unit: string | undefined, point: string | undefined, byte: string) => {
      const value = Number.parseInt(unit ?? point ?? byte, 16);
      return value > 0x10ffff ? whole : String.fromCodePoint(value);
    },
  );
}
