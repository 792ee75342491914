import type { FieldIssue } from '../failures/field-issue.ts';
import { toPointer } from '../schema/parse-with.ts';
import { jsonIssues } from './json-issues.ts';
import type { RequestDescription } from './transport-request.ts';

// With this flag a pair of surrogates is one letter, so what is found is half of one.
const HALF_LETTER = /\p{Surrogate}/u;

/** What in a description cannot be written down for sending without becoming something else. */
export function descriptionIssues(description: RequestDescription): FieldIssue[] {
  const { path, query = {}, headers = {}, json, body } = description;
  const hasJson = Object.hasOwn(description, 'json');
  return [
    ...(HALF_LETTER.test(path) ? [issue(['path'], 'has half a letter')] : []),
    ...Object.entries(query).flatMap(([name, value]) => textIssues(['query', name], value, name)),
    ...Object.entries(headers).flatMap(([name, value]) => textIssues(['headers', name], value)),
    ...(hasJson && body === undefined ? jsonIssues(json, ['json']) : []),
    ...(hasJson && json !== undefined && body !== undefined
      ? [issue(['body'], 'stands beside `json`')]
      : bodyIssues(body)),
  ];
}

/** What becomes a text by itself: a word, a finite number, yes or no; a list or an object does not. */
function textIssues(path: readonly string[], value: unknown, name = ''): FieldIssue[] {
  const isText =
    Number.isFinite(value) ||
    ['undefined', 'boolean', 'bigint'].includes(typeof value) ||
    (typeof value === 'string' && !HALF_LETTER.test(value));
  return isText && !HALF_LETTER.test(name) ? [] : [issue(path, 'is no text and no number')];
}

function bodyIssues(body: unknown): FieldIssue[] {
  if (body === undefined || body === null) return [];
  // Bytes of another realm are bytes too.
  if (Object.prototype.toString.call(body) === '[object Uint8Array]') return [];
  if (typeof body !== 'string') return [issue(['body'], 'is neither text nor bytes')];
  return HALF_LETTER.test(body) ? [issue(['body'], 'has half a letter')] : [];
}

function issue(path: readonly string[], message: string): FieldIssue {
  return { pointer: toPointer(path), message };
}
