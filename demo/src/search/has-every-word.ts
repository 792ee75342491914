const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * A test whether texts have every word of a search, in any order, whatever their accents and capitals. An empty search
 * is in every text.
 */
export function hasEveryWord(search: string): (texts: readonly string[]) => boolean {
  const wanted = folded(search).split(/\s+/).filter(Boolean);
  return (texts) => {
    const text = folded(texts.join(' '));
    return wanted.every((word) => text.includes(word));
  };
}
