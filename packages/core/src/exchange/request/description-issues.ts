import type { FieldIssue } from '../../failures/field-issue.ts';
import { isPlain } from '../../persistence/is-plain.ts';
import { issueAt } from './issue-at.ts';
import { jsonIssues } from './json-issues.ts';
import type { RequestDescription } from './transport-request.ts';
import { inDevelopment } from '#in-development';

// With this flag a pair of surrogates is one character, so the pattern finds only lone halves.
const HALF_LETTER = /\p{Surrogate}/u;

/** The parts of a description that would change when it is serialised. */
export function descriptionIssues(description: RequestDescription): FieldIssue[] {
  const { method, path, query, headers, json, body } = Object(description) as RequestDescription;
  if (typeof path !== 'string') return [issueAt(['path'], inDevelopment('is no text'))];
  const hasJson = Object.hasOwn(description, 'json');
  return [
    ...(typeof (method ?? '') === 'string'
      ? []
      : [issueAt(['method'], inDevelopment('is no text'))]),
    ...(HALF_LETTER.test(path) ? [issueAt(['path'], inDevelopment('has half a letter'))] : []),
    ...textsIssues('query', query),
    ...textsIssues('headers', headers),
    ...(hasJson && body === undefined ? jsonIssues(json, ['json']) : []),
    ...(hasJson && json !== undefined && body !== undefined
      ? [issueAt(['body'], inDevelopment('stands beside `json`'))]
      : bodyIssues(body)),
  ];
}

/**
 * Only a plain object shows everything in its members. Of `URLSearchParams` or a `Map` nothing would be sent.
 */
function textsIssues(part: 'query' | 'headers', texts: unknown): FieldIssue[] {
  if (texts === undefined || texts === null) return [];
  if (!isPlain(texts)) return [issueAt([part], inDevelopment('is no plain object'))];
  return Object.entries(texts).flatMap(([name, value]) =>
    textIssues([part, name], value, part === 'query' ? name : ''),
  );
}

/** Allows values with one obvious text: a string, a finite number, a boolean. Refuses lists and objects. */
function textIssues(path: readonly string[], value: unknown, name: string): FieldIssue[] {
  const isText =
    Number.isFinite(value) ||
    ['undefined', 'boolean', 'bigint'].includes(typeof value) ||
    (typeof value === 'string' && !HALF_LETTER.test(value));
  return isText && !HALF_LETTER.test(name)
    ? []
    : [issueAt(path, inDevelopment('is no text and no number'))];
}

function bodyIssues(body: unknown): FieldIssue[] {
  if (body === undefined || body === null) return [];
  // Bytes from another realm count too.
  if (Object.prototype.toString.call(body) === '[object Uint8Array]') return [];
  if (typeof body !== 'string')
    return [issueAt(['body'], inDevelopment('is neither text nor bytes'))];
  return HALF_LETTER.test(body) ? [issueAt(['body'], inDevelopment('has half a letter'))] : [];
}
