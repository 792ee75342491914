import { fill, type Tokens } from './tokens.ts';
import { shuffled } from './seeded-deck.ts';

/** Draws sentences from decks, none of them twice and none that the earlier text has. */
export interface Teller {
  /** The next text of a deck, with all its tokens filled; empty when the deck is used up. */
  next(deck: readonly string[]): string;
}

export interface TellerOptions {
  readonly random: () => number;
  readonly tokens: Tokens;
  /** Decks of sentences by the token that draws from them. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly before: string;
}

/** How much of a text has to be in the earlier one to count as told already. */
const TELLING = 32;
/** How much of the earlier text the storyteller remembers, in characters: about two chapters. */
const REMEMBERED = 7000;

export function createTeller({ random, tokens, slots, before }: TellerOptions): Teller {
  const orders = new Map<readonly string[], string[]>();
  const used = new Set<string>();
  const earlier = before.slice(-REMEMBERED).replaceAll(/\s+/gu, ' ');
  const isTold = (text: string): boolean => {
    const words = text.replaceAll(/\s+/gu, ' ').slice(0, TELLING);
    return words.length > 12 && earlier.includes(words);
  };

  const next = (deck: readonly string[]): string => {
    let order = orders.get(deck);
    if (!order) orders.set(deck, (order = [...shuffled(deck, random)]));
    for (let template = order.shift(); template !== undefined; template = order.shift()) {
      if (used.has(template)) continue;
      used.add(template);
      // The earlier text is looked at before the slots are filled: their sentences are others each time.
      if (
        isTold(
          fill(
            template.split(/\{(?:around|aside|mood|trait|known|wish|b_role)\}/u)[0] ?? '',
            tokens,
          ),
        )
      ) {
        continue;
      }
      return fill(template, { ...tokens, ...drawn(template) });
    }
    return '';
  };

  /** Sentences for the slots of one template. */
  const drawn = (template: string): Tokens =>
    Object.fromEntries(
      Object.entries(slots)
        .filter(([slot]) => template.includes(`{${slot}}`))
        .map(([slot, deck]) => [slot, next(deck)]),
    );

  return { next };
}
