import { peek } from '@holdfast/core/parts';

const LONGEST_MESSAGE = 300;
const SENTENCE = /^\p{Lu}.* |[.!?。！？]$/u;
// Signs of a message for developers: markup, a stack, a file of the server, a query, a rule of its database.
const INTERNAL =
  /<\/?[a-z][^>]*>|<[!?]|<script|\n[\t ]*at |traceback|exception\b|panic:|sqlstate|\bstack\b|\bat \S+:\d+|[\\/]\S+\.[a-z]{2,5}(?:["':(]| on line|, line)|\b(?:select|delete) .*\bfrom |\binsert into |\bupdate .+ set |\bduplicate key|\bconstraint ["']/i;
// Characters that no sentence has: control characters, and those that turn the direction of the text around
// them.
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** The text as a sentence for users; `undefined` when it is no such sentence. */
export function words(text: string): string | undefined {
  const told = text.replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').trim();
  const isShown = told !== '' && told.length <= LONGEST_MESSAGE && !INTERNAL.test(text);
  return isShown ? told : undefined;
}

/**
 * The one sentence of a refusal that lists nothing. A text that neither begins nor ends like a sentence may be
 * a value that the server repeats.
 */
export function foreignWords(body: unknown): string | undefined {
  return sentences(body).find((text) => SENTENCE.test(text));
}

/** The members that may hold the sentence, the plainest first. */
export function sentences(body: unknown): readonly string[] {
  const said = ['detail', 'message', 'msg', 'error', 'reason'].map((name) => peek(body, name));
  return [...said, peek(peek(body, 'error'), 'message')].flatMap((text) =>
    typeof text === 'string' ? (words(text) ?? []) : [],
  );
}
