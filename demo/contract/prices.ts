/**
 * The most that a generation can cost, in millionths of a dollar. The page shows this price before it asks. The
 * server reserves the same price, spends what the generation really took, and returns the rest.
 */
export const PRICES = Object.freeze({
  /** Each word that the generator may write. */
  wordMicros: 20,
  /** Each portrait. */
  portraitMicros: 4000,
});

/** The price of a text of at most so many words. */
export const priceOfWords = (most: number): number => most * PRICES.wordMicros;

export const priceOfPortraits = (count: number): number => count * PRICES.portraitMicros;
