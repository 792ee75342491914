import { peek } from '../failures/peek.ts';

const LONGEST_MESSAGE = 300;
const SENTENCE = /^\p{Lu}.* |[.!?。！？]$/u;
// What a server says to its own people: markup, a stack, a file of its own, a query, a rule of its database.
const INTERNAL =
  /<\/?[a-z][^>]*>|<[!?]|<script|\n\s*at |traceback|exception\b|panic:|sqlstate|\bstack\b|\bat \S+:\d+|[\\/]\S+\.[a-z]{2,5}(?:["':(]| on line|, line)|\b(?:select|delete) .*\bfrom |\binsert into |\bupdate .+ set |\bduplicate key|\bconstraint ["']/i;
// What no sentence has: control characters, and those that turn the direction of what is around them.
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A sentence as a person may read it, if it is one. */
export function words(text: string): string | undefined {
  const told = text.replaceAll(/\s+/g, ' ').replaceAll(UNSEEN, '').trim();
  const isShown = told !== '' && told.length <= LONGEST_MESSAGE && !INTERNAL.test(text);
  return isShown ? told : undefined;
}

/**
 * The one sentence that a server says of a refusal, where it lists nothing. What begins and ends like none may
 * be a value that it gives back.
 */
export function foreignWords(body: unknown): string | undefined {
  return sentences(body).find((text) => SENTENCE.test(text));
}

/** Whatever it says in words, the plainest first. */
export function sentences(body: unknown): readonly string[] {
  const said = ['detail', 'message', 'msg', 'error', 'reason'].map((name) => peek(body, name));
  return [...said, peek(peek(body, 'error'), 'message')].flatMap((text) =>
    typeof text === 'string' ? (words(text) ?? []) : [],
  );
}
