import type { PromptReason } from '../../contract/prompt-reason.ts';
import type { Moderation } from './moderation.ts';

interface Rule {
  readonly reason: PromptReason;
  readonly pattern: RegExp;
  /** Looks closer at what the pattern found. Without it every match counts. */
  readonly isMeant?: (match: string) => boolean;
}

/** The check digit that every card number has, and one in ten other numbers. */
function hasCheckDigit(given: string): boolean {
  const digits = Array.from(given.replaceAll(/\D/gu, ''), Number).toReversed();
  const sum = digits.reduce((total, digit, index) => {
    const counted = index % 2 === 0 ? digit : digit * 2;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}

/**
 * The rules by which Fireside itself refuses a prompt, in English and German. The list is short on purpose: a story
 * may be dark, and a generator has rules of its own. Each rule needs the deed and its object close together, so that a
 * poisoned king is still a story.
 */
const RULES: readonly Rule[] = [
  { reason: 'private-data', pattern: /\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b/iu },
  {
    // The number of a card, written as on a card: no decimal, no number of a book, no years in a row.
    reason: 'private-data',
    pattern:
      /(?<![\d.,-]|\d )(?:[3-6]\d{12,18}|2[2-7]\d{14}|[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}|3\d{3}([ -])\d{6}\2\d{5})(?!\d|[.,-]\d)/gu,
    isMeant: hasCheckDigit,
  },
  {
    // A telephone number with its country. A part of a longer number is none.
    reason: 'private-data',
    pattern:
      /(?<![\d.,:-]|\d )(?:\+|\b00)[1-9]\d{0,2}[ /-]?(?:\(?\d{2,5}\)?[ /-]?){2,4}\d{2,}(?![.,]\d)/u,
  },
  {
    reason: 'child',
    pattern:
      /\b(?:sex\w*|erotic\w*|erotisch\w*|nacktbild\w*|nudes|porn\w*)\b[^.!?]{0,60}\b(?:child\w*|minors?|underage|kind|kinder\w*|minderjährig\w*|schulmädchen)\b/iu,
  },
  {
    reason: 'child',
    pattern:
      /\b(?:child|children|minors?|underage|kinder?|minderjährig\w*|schulmädchen)\b[^.!?]{0,60}\b(?:sex\w*|erotic\w*|erotisch\w*|nacktbild\w*|nudes|porn\w*)\b/iu,
  },
  {
    reason: 'self-harm',
    pattern:
      /\b(?:how (?:to|do i|can i)|ways? to|instructions? (?:for|to))\b[^.!?]{0,30}\b(?:kill|hang|cut|poison) (?:myself|yourself|oneself)\b/iu,
  },
  {
    reason: 'self-harm',
    pattern:
      /\b(?:wie|anleitung|möglichkeiten)\b[^.!?]{0,40}\b(?:mich|sich|man sich)\b[^.!?]{0,20}\b(?:umbring\w*|ritz\w*|erhäng\w*|vergift\w*)/iu,
  },
  {
    reason: 'weapon',
    pattern:
      /\b(?:how (?:to|do i|can i)|instructions? (?:for|to)|recipe for|step by step)\b[^.!?]{0,30}\b(?:build|make|assembl\w*|mix|making|building)\b[^.!?]{0,20}\b(?:bomb|explosives?|nerve gas|sarin|ricin)\b/iu,
  },
  {
    reason: 'weapon',
    pattern:
      /\b(?:wie|anleitung|rezept|schritt für schritt)\b[^.!?]{0,40}\b(?:bombe|sprengstoff|nervengas|sarin|rizin)\b[^.!?]{0,20}\b(?:bau\w*|herstell\w*|misch\w*)?/iu,
  },
  {
    reason: 'hate',
    pattern:
      /\b(?:kill|gas|exterminate|deport|burn) (?:all )?(?:the )?(?:jews|muslims|christians|blacks|gays|refugees|immigrants)\b/iu,
  },
  {
    reason: 'hate',
    pattern:
      /\b(?:alle )?(?:juden|muslime|christen|schwarzen|schwulen|flüchtlinge|ausländer)\b[^.!?]{0,20}\b(?:vergas\w*|ausrott\w*|umbring\w*|verbrenn\w*|abschieben)\b/iu,
  },
];

function isFound({ pattern, isMeant }: Rule, text: string): boolean {
  return isMeant ? (text.match(pattern) ?? []).some(isMeant) : pattern.test(text);
}

/** Checks texts against the short list of rules above. */
export function createRuleModeration(): Moderation {
  return {
    check: (texts) => RULES.find((rule) => texts.some((text) => isFound(rule, text)))?.reason,
  };
}
