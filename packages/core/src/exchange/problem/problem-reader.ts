import { idOf } from '../../failures/words.ts';
import { webUrl } from '../../platform/web-url.ts';
import { membersOf, readRefusal, type RefusalContext, type RefusalHints } from './read-refusal.ts';

/** The members of a problem body that can be believed. Members of the wrong type are ignored (RFC 9457 §3.1). */
export interface ProblemHints extends RefusalHints {
  readonly incidentId?: string | undefined;
  /** The problem type, absolute; `about:blank` is none. */
  readonly type?: string | undefined;
}

export interface ProblemContext extends RefusalContext {
  /** The base of a relative `type`: the URL that answered. */
  readonly url?: string;
}

/** Reads a parsed problem body. From any value it gives the members that can be believed, and it never throws. */
export function readProblem(body: unknown, context: ProblemContext): ProblemHints {
  const own = membersOf(body);
  return {
    ...readRefusal(body, context),
    incidentId: idOf(own('incidentId')),
    type: absolute(own('type'), context.url),
  };
}

function absolute(type: unknown, base: string | undefined): string | undefined {
  if (typeof type !== 'string' || type === 'about:blank' || type.length > 2048) return undefined;
  // Tries the type alone first, because with a base that is no URL even an absolute type would be refused.
  return (webUrl(type) ?? webUrl(type, base))?.href;
}
