export interface Benign {
  readonly kind: 'name' | 'title' | 'search' | 'story';
  readonly value: string;
}

/** What each symbol may become; `⟦symbol⟧` within an alternative is replaced in turn. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

// As many stories as names, titles and searches together.
const KINDS = ['name', 'story', 'title', 'story', 'search', 'story'] as const;

/** Texts by a grammar, none twice, and the same ones for the same seed. */
export function writeTexts(
  grammar: Grammar,
  taken: ReadonlySet<string>,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Benign[] {
  const random = seededRandom(seed);
  const expand = (symbol: string): string => {
    const choices = grammar[symbol] ?? [];
    const choice = choices[Math.floor(random() * choices.length)] ?? '';
    return choice.replaceAll(/⟦([a-z]+)⟧/g, (_, inner: string) => expand(inner));
  };
  const texts = new Map<string, Benign>();
  for (let turn = 0; texts.size < count; turn += 1) {
    const kind = KINDS[turn % KINDS.length] ?? 'story';
    const value = expand(kind);
    if (!taken.has(value)) texts.set(value, { kind, value });
  }
  return [...texts.values()];
}

// mulberry32: small, and the same everywhere.
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
