/**
 * The characters that some file system refuses or misreads: signs of paths, controls, and marks of direction. Joiners
 * belong to emoji and to words of some scripts.
 */
const REFUSED = /(?:(?![\u200C\u200D])[\p{C}\p{Z}/\\:*?"<>|.])+/gu;
/** Names of devices on Windows. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;
/** Most file systems take 255 bytes; this leaves room for an ending and a number of the browser. */
const MOST_BYTES = 180;

/** A title in any script as the name of a file. */
export function fileNameOf(title: string, ending: string): string {
  const words = title.normalize('NFC').replaceAll(REFUSED, ' ').trim().replaceAll(' ', '-');
  const short = cutTo(words, MOST_BYTES).replaceAll(/^-+|-+$/gu, '');
  const name = short === '' ? 'fireside' : short;
  return `${RESERVED.test(name) ? `${name}-` : name}.${ending}`;
}

function cutTo(text: string, mostBytes: number): string {
  const encoder = new TextEncoder();
  let kept = '';
  let bytes = 0;
  // A whole character of several parts is kept or left out.
  for (const { segment } of new Intl.Segmenter(undefined).segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > mostBytes) break;
    kept += segment;
  }
  return kept;
}
