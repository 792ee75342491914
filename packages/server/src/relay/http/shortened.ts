const MARK = '…';

/**
 * The beginning of a text that is at most `limit` long once `write` has written it, for example with entities. The
 * cut divides no character and no entity.
 */
export function shortened(
  text: string,
  limit: number,
  write: (text: string) => string = (same) => same,
): string {
  const whole = write(text);
  if (whole.length <= limit) return whole;
  let short = '';
  for (const character of text) {
    const written = write(character);
    if (short.length + written.length + MARK.length > limit) break;
    short += written;
  }
  return short + MARK;
}
