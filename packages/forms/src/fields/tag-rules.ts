import { requireOptions } from '@holdfast/core/parts';
import { sanitise } from '../validation/sanitise.ts';
import { textLength } from '../validation/text-length.ts';

export interface TagRules {
  /** How many tags there may be. @default any number */
  readonly most?: number | undefined;
  /** How many characters a tag may have. @default any number */
  readonly mostEach?: number | undefined;
}

/** The reason why a text cannot be added. */
export type TagProblem = 'tagBlank' | 'tagTwice' | 'tagLong' | 'tagsFull';

export interface CheckedTag {
  /** The text as it would be added. */
  readonly tag: string;
  readonly problem: TagProblem | undefined;
}

/** Sanitises a typed tag, and says whether it can be added to the others. */
export function checkTag(
  tags: readonly string[],
  typed: string,
  options: TagRules = {},
): CheckedTag {
  requireOptions('checkTag', options, {
    most: 'a whole number from 0 on?',
    mostEach: 'a whole number from 0 on?',
  });

  const { most = Infinity, mostEach = Infinity } = options;
  const { text: tag, isBlank } = sanitise(typed, { lines: 'one' });
  const problem = (): TagProblem | undefined => {
    if (isBlank) return 'tagBlank';
    if (tags.some((other) => sameTag(other) === sameTag(tag))) return 'tagTwice';
    if (textLength(tag) > mostEach) return 'tagLong';
    return tags.length >= most ? 'tagsFull' : undefined;
  };
  return { tag, problem: problem() };
}

/** The tags with a typed one among them. They stay as they are when it cannot be added. */
export function withTag(
  tags: readonly string[],
  typed: string,
  rules?: TagRules,
): readonly string[] {
  const { tag, problem } = checkTag(tags, typed, rules);
  return problem ? tags : [...tags, tag];
}

const sameTag = (tag: string): string => tag.normalize('NFKC').toLowerCase();
