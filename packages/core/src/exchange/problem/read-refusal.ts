import { allowDetails } from '../../failures/allow-details.ts';
import type { FailureKind } from '../../failures/failure-kind.ts';
import type { FieldIssue } from '../../failures/field-issue.ts';
import { countOf, effectOf, namesOf, retryOf, severityOf } from '../../failures/parse-failure.ts';
import { word } from '../../failures/words.ts';
import { PROBLEM_URN } from './problem.ts';
import { issuesIn } from './issues-in.ts';

/** The facts about a refusal in a problem body. */
export interface RefusalHints {
  readonly kind?: FailureKind | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly issues?: readonly FieldIssue[] | undefined;
  readonly details?: object | undefined;
}

export interface RefusalContext {
  /** The status of the answer. It wins: a code that belongs to another status is not believed. */
  readonly status: number;
  /** The kinds that need no row. Their code is believed only with their own status. */
  readonly kinds: readonly FailureKind[];
  /** The kind of the status. It fills in the facts that a row lacks. */
  readonly plain: FailureKind;
}

// Codes and families that only a client gives: about its own network, device and code. No server can know these.
const OF_THIS_SIDE =
  /^(?:network|runtime|ABORTED|OFFLINE|TIMEOUT|DEADLINE_EXCEEDED|DISPOSED|CONTEXT_INSECURE|(?:ANSWER|ENTRY|STORAGE)_.+)$/;

// The numbers of rows that cross HTTP: those of Holdfast's kinds that no status identifies, and those of apps, from
// 2000 up.
const TOLD_NUMBER = /^(?:1[12]\d\d|13[12]\d|14[23]\d|15[0-2]\d|[2-9]\d{3}|\d{5,})$/;

/** The own members of a body; none of a body that is no problem. An array has none that RFC 9457 knows. */
export function membersOf(body: unknown): (name: string) => unknown {
  const isProblem = typeof body === 'object' && body !== null && !Array.isArray(body);
  return (name) =>
    isProblem && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
}

/** Reads what a parsed body tells about a refusal. From any value it gives the facts that can be believed. */
export function readRefusal(body: unknown, context: RefusalContext): RefusalHints {
  const own = membersOf(body);
  const details = own('details');
  return {
    kind: kindOf(own, context),
    retryAfterMs: countOf(own('retryAfterMs')),
    issues: issuesIn(own('errors'), 'detail'),
    details: typeof details === 'object' ? (details ?? undefined) : undefined,
  };
}

function kindOf(
  own: (name: string) => unknown,
  { status, kinds, plain }: RefusalContext,
): FailureKind | undefined {
  const told = own('code') ?? codeOfType(own('type'));
  const known = [plain, ...kinds].find(({ code }) => code === told);
  if (known) return known.status === status && known !== plain ? known : undefined;
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

function codeOfType(type: unknown): string | undefined {
  return typeof type === 'string' && type.startsWith(PROBLEM_URN)
    ? type.slice(PROBLEM_URN.length).toUpperCase().replaceAll('-', '_')
    : undefined;
}
