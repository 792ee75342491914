/**
 * Reads UTF-8 and throws when the bytes are not UTF-8. A byte order mark stays. Where the host has no
 * `TextDecoder` (jsdom in Jest 29, older React Native) the bytes go through percent-encoding, which is slower.
 */
export function webUtf8(): (bytes: Uint8Array) => string {
  if (typeof TextDecoder === 'undefined') return decodePercents;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

function decodePercents(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += `%${byte.toString(16).padStart(2, '0')}`;
  return decodeURIComponent(text);
}
