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
  const issues: FieldIssue[] = [];
  const expect = (isFit: boolean, at: readonly string[], message: string | undefined): void => {
    if (!isFit) issues.push(issueAt(at, message));
  };

  expect(isText(path), ['path'], inDevelopment('is no text, or has half a letter'));
  expect(isText(method ?? ''), ['method'], inDevelopment('is no text'));
  for (const [part, given] of Object.entries({ query, headers })) {
    const texts = given ?? {};
    // Only a plain object shows its whole content in its members. The content of a `URLSearchParams` or a `Map` would
    // not be sent.
    expect(isPlain(texts), [part], inDevelopment('is no plain object'));
    for (const [name, value] of Object.entries<unknown>(texts)) {
      const isFit = isText(name) && hasText(value);
      expect(isFit, [part, name], inDevelopment('is no text and no number'));
    }
  }
  if (Object.hasOwn(description, 'json') && body === undefined) {
    issues.push(...jsonIssues(json, ['json']));
  } else {
    const isFit = json === undefined && isBody(body);
    expect(isFit, ['body'], inDevelopment('is neither text nor bytes, or stands beside `json`'));
  }
  return issues;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && !HALF_LETTER.test(value);
}

/** Allows values with one obvious text: a string, a finite number, a boolean. Refuses lists and objects. */
function hasText(value: unknown): boolean {
  const isPlainWord = ['undefined', 'boolean', 'bigint'].includes(typeof value);
  return isPlainWord || Number.isFinite(value) || isText(value);
}

function isBody(body: unknown): boolean {
  // Bytes from another realm count too.
  const isBytes = Object.prototype.toString.call(body) === '[object Uint8Array]';
  return body === undefined || body === null || isBytes || isText(body);
}
