import { allowDetails } from '../../failures/allow-details.ts';
import type { FailureKind } from '../../failures/failure-kind.ts';
import type { FieldIssue } from '../../failures/field-issue.ts';
import { countOf, effectOf, namesOf, retryOf, severityOf } from '../../failures/parse-failure.ts';
import { idOf, word } from '../../failures/words.ts';
import { plainPointer } from './issue-pointer.ts';
import { mediaType } from '../answer/media-type.ts';
import { webUrl } from '../../platform/web-url.ts';
import { PROBLEM_URN } from './problem.ts';

/** What can be believed of a problem body: members of the wrong type are ignored (RFC 9457 §3.1). */
export interface ProblemHints {
  readonly kind?: FailureKind | undefined;
  readonly incidentId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly details?: object | undefined;
  /** The problem type, absolute; `about:blank` is none. */
  readonly type?: string | undefined;
}

export interface ProblemContext {
  /** The status of the answer. It wins: a code that belongs to another status is not believed. */
  readonly status: number;
  /** What a relative `type` is resolved against: the URL that answered. */
  readonly url?: string;
  /** The kinds that need no row: a code of theirs is believed with their own status alone. */
  readonly kinds: readonly FailureKind[];
  /** The kind the status stands for: where a row is silent, it speaks. */
  readonly plain: FailureKind;
}

// Codes and families with which a client judges its own side: its network, its device, its code. No server knows.
const OF_THIS_SIDE =
  /^(?:network|runtime|ABORTED|OFFLINE|TIMEOUT|DEADLINE_EXCEEDED|DISPOSED|CONTEXT_INSECURE|(?:ANSWER|ENTRY|STORAGE)_.+)$/;

// The numbers of rows that cross HTTP: of Holdfast's own kinds that no status tells, and of apps, from 2000 up.
const TOLD_NUMBER = /^(?:1[12]\d\d|13[12]\d|14[23]\d|15[0-2]\d|[2-9]\d{3}|\d{5,})$/;

/** Whether a content type says JSON: `application/json`, `text/json` or anything `+json`, with any parameters. */
export function isJsonType(contentType: string | undefined): boolean {
  return /^(?:application|text)\/json$|[^/]\+json$/.test(mediaType(contentType));
}

/** Reads a parsed problem body. Whatever it is, it gives what can be believed and raises nothing. */
export function readProblem(body: unknown, context: ProblemContext): ProblemHints {
  // Array.isArray: an array has no members that RFC 9457 knows.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const problem = body as Readonly<Record<string, unknown>>;
  const own = (name: string): unknown => (Object.hasOwn(problem, name) ? problem[name] : undefined);

  const type = absolute(own('type'), context.url);
  const errors = own('errors');
  const details = own('details');
  return {
    kind: kindOf(own, type, context),
    incidentId: idOf(own('incidentId')),
    retryAfterMs: countOf(own('retryAfterMs')),
    issues: Array.isArray(errors) ? errors.slice(0, 50).flatMap(toIssue) : undefined,
    details: typeof details === 'object' ? (details ?? undefined) : undefined,
    type,
  };
}

function kindOf(
  own: (name: string) => unknown,
  type: string | undefined,
  { status, kinds, plain }: ProblemContext,
): FailureKind | undefined {
  const told = own('code') ?? codeOfType(type);
  const known = [plain, ...kinds].find(({ code }) => code === told);
  if (known) return known.status === status ? known : undefined;
  // Every other kind tells its whole row, since this reader may be older than the kind.
  const code = word(told);
  const number = countOf(own('number'));
  const family = word(own('family')) ?? 'app';
  if (code === undefined || number === undefined || own('status') !== status) return undefined;
  if (!TOLD_NUMBER.test(`${number}`)) return undefined;
  if (OF_THIS_SIDE.test(code) || OF_THIS_SIDE.test(family)) return undefined;
  return {
    code,
    number,
    family,
    severity: severityOf(own('severity')) ?? plain.severity,
    retry: retryOf(own('retry')) ?? plain.retry,
    effect: effectOf(own('effect')) ?? plain.effect,
    status,
    pick: allowDetails<Record<string, unknown>>('issues', ...namesOf(own('details'))),
  };
}

function codeOfType(type: string | undefined): string | undefined {
  return type?.startsWith(PROBLEM_URN)
    ? type.slice(PROBLEM_URN.length).toUpperCase().replaceAll('-', '_')
    : undefined;
}

function absolute(type: unknown, base: string | undefined): string | undefined {
  if (typeof type !== 'string' || type === 'about:blank' || type.length > 2048) return undefined;
  // Tried alone first: with a base that is no URL even an absolute type would be refused.
  return (webUrl(type) ?? webUrl(type, base))?.href;
}

function toIssue(error: unknown): FieldIssue[] {
  if (typeof error !== 'object' || error === null) return [];
  const { detail, pointer } = error as Record<string, unknown>;
  if (typeof detail !== 'string') return [];
  return [{ message: detail, pointer: typeof pointer === 'string' ? plainPointer(pointer) : '' }];
}
