/** What a request may be trying to do. */
export type AttackClass = 'sql' | 'script' | 'traversal' | 'header' | 'template' | 'nesting';

/**
 * Where text stands, from the least it may hold to the most: an `address` (path, query, header) names
 * things, a `field` holds a short value, `prose` is whatever a person wrote.
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
