// Finds words in prose that leave the reader to guess which person or part of the program acts.

export interface HardWord {
  /** As it stands in the text. */
  readonly word: string;
  /** Where it stands. */
  readonly at: number;
}

const ALWAYS =
  /\b(?:whoever|whomever|whom|nobody|somebody|someone|anybody|anyone|everybody|everyone|for who)\b/gi;

/** People that a sentence may say more about: "the user who signed in". */
const PEOPLE =
  'user|person|people|writer|reader|owner|author|developer|attacker|visitor|member|caller|friend|colleague|operator|administrator|stranger';
/** Indirect questions that every reader knows. "The entries of who is signed in" is none. */
const SIGNED_IN =
  /(?<!\b(?:of|for|to|by|with|from|than) +)\bwho (?:is|was|has|had|may be) signed in\b/gi;
const WHO = new RegExp(String.raw`(?<!\b(?:${PEOPLE})s?,? +)\bwho\b(?!-)`, 'gi');

/** "What is sent has a key", "What may be lost is kept": the subject is a riddle. */
const WHAT_IS =
  /(?<=(?:^|[.:;!?*-])\s*)what (?:is|has|had|may|might|can|cannot|could|must|did|does)\b/gi;

/** "The handler is what names the route" says no more than "The handler names the route". */
const IS_WHAT = /\b(?:is|are) +what\b/gi;

/** Whether a sentence is a question, which may begin with "who" or "what". */
function asks(text: string, at: number): boolean {
  return /[.?!;:](?=\s|$|["”'`)])/.exec(text.slice(at))?.[0] === '?';
}

/** The words of a text that hide the actor. */
export function hardWords(text: string): readonly HardWord[] {
  const plain = text.replaceAll(/\s/g, ' ');
  const known = new Set([...plain.matchAll(SIGNED_IN)].map(({ index }) => index));
  const found = [
    ...plain.matchAll(ALWAYS),
    ...[WHO, WHAT_IS, IS_WHAT]
      .flatMap((words) => [...plain.matchAll(words)])
      .filter(({ index }) => !known.has(index) && !asks(plain, index)),
  ];
  return found
    .map(({ 0: word, index }) => ({ word, at: index }))
    .filter(({ at }, place, all) => all.findIndex((other) => isWithin(at, other)) === place)
    .toSorted((a, b) => a.at - b.at);
}

/** Two words found in one place are one complaint. */
const isWithin = (at: number, { word, at: start }: HardWord): boolean =>
  start <= at && at < start + word.length;
