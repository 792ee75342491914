/** The kinds of attacks. */
export type AttackClass = 'sql' | 'script' | 'traversal' | 'header' | 'template' | 'nesting';

/**
 * The place of a text, from the one that may hold the least to the one that may hold the most: an `address` (path,
 * query, header) names things, a `field` holds a short value, `prose` holds any text of a user.
 */
export type Place = 'address' | 'field' | 'prose';

/**
 * One sign of an attack: its name, the freest place where it still means something, and its pattern.
 *
 * Patterns are matched against text in lower case with single spaces and repeat nothing without an upper
 * bound, so that their time grows with the length of the text and no faster. A test holds them to it.
 */
export type Rule = readonly [name: string, upTo: Place, pattern: RegExp];

/** A sign that was found. It never holds any of the text. */
export interface Finding {
  readonly attack: AttackClass;
  readonly rule: string;
}
