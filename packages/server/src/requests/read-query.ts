import type { FieldIssue } from '@holdfast/core';
import { requireNumbers } from '../mistakes/require-value.ts';
import { isStorable, NOT_STORABLE } from './is-storable.ts';

export interface ReadQueryOptions {
  /** Parameters that may be given several times; each is an array, however often it was given. @default [] */
  readonly lists?: readonly string[];
  /** More parameters than this are refused. @default 100 */
  readonly maxParameters?: number;
  /** `storable` refuses U+0000, which not every database can store; `any` allows it. @default 'storable' */
  readonly text?: 'storable' | 'any';
}

export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads a query string, with or without its question mark. Unlike `URLSearchParams` it refuses bytes that are not
 * UTF-8, and a parameter that comes twice and is no list: of two values, two readers may take different ones.
 */
export function readQuery(
  search: string,
  { lists = [], maxParameters = 100, text = 'storable' }: ReadQueryOptions = {},
): { readonly query: Query; readonly issues: readonly FieldIssue[] } {
  requireNumbers('readQuery', { maxParameters });
  const query = new Map<string, string>();
  const gathered = new Map<string, string[]>();
  const issues: FieldIssue[] = [];
  const pairs = search.replace(/^\?/, '').split('&').filter(Boolean);
  if (pairs.length > maxParameters) {
    issues.push({ pointer: '', message: `More than ${maxParameters} parameters.` });
    return { query: {}, issues };
  }
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      issues.push({ pointer: '', message: 'A parameter is not UTF-8 in percent-encoding.' });
    } else if (name === '__proto__') {
      issues.push({ pointer: '', message: 'A parameter may not be named __proto__.' });
    } else if (text === 'storable' && !isStorable(name)) {
      issues.push({ pointer: '', message: `The name of a parameter: ${NOT_STORABLE}` });
    } else if (text === 'storable' && !isStorable(value)) {
      issues.push({ pointer: pointerTo(name), message: NOT_STORABLE });
    } else if (lists.includes(name)) {
      gathered.set(name, [...(gathered.get(name) ?? []), value]);
    } else if (query.has(name)) {
      issues.push({ pointer: pointerTo(name), message: 'Given more than once.' });
    } else {
      query.set(name, value);
    }
  }
  return { query: Object.fromEntries([...query, ...gathered]), issues };
}

/** The RFC 6901 pointer of one member. */
export function pointerTo(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
