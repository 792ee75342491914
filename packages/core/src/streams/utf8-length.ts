/**
 * How many bytes a text has in UTF-8. `undefined` for half a surrogate pair, which is no character and has no bytes.
 * An offset after it would have no meaning.
 */
export function utf8Length(text: string): number | undefined {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(index + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return undefined;
    // A pair is two units and four bytes.
    index += 1;
  }
  return bytes;
}
