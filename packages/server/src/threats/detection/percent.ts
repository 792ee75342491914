/**
 * Undoes one layer of percent-encoding, `%u0041` included. UTF-8 is read as lenient servers read it:
 * overlong sequences count as the letter they spell, and stray bytes as letters of their own.
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text
    .replaceAll(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, unit: string | undefined, byte: string) =>
      String.fromCharCode(Number.parseInt(unit ?? byte, 16)),
    )
    .replaceAll(
      /[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}/g,
      fromUtf8,
    );
}

function fromUtf8(bytes: string): string {
  const lead = bytes.charCodeAt(0) & (0xff >> (bytes.length + 1));
  const point = Array.from(bytes.slice(1)).reduce(
    (high, byte) => (high << 6) | (byte.charCodeAt(0) & 0x3f),
    lead,
  );
  return point > 0x10ffff ? bytes : String.fromCodePoint(point);
}
