import type { RequestContext } from '../requests/request-ids.ts';
import type { AuditEvent, AuditKind, AuditRecord } from './audit-event.ts';
import { isPseudonym, pseudonymOf } from './pseudonym.ts';

type Fact = string | number;
/** Gives a fact the form in which it may be kept; `undefined` when it has none. */
type Form = (value: unknown) => Promise<Fact | undefined>;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const NUMBER = /^\d{1,19}$/;
const NETWORK_ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?:\/\d{1,3})?$|^[\da-f]{16}\/64$/i;

const IDS = [UUID, NUMBER, NETWORK_ADDRESS];

/**
 * Keeps a UUID, a number or a network address. Any other text might be a name, an address of mail or a token, so it
 * becomes a hash, which still shows whether two events are about the same user.
 */
const identifier: Form = async (value) => {
  if (typeof value !== 'string') return undefined;
  const isId = isPseudonym(value) || IDS.some((form) => form.test(value));
  return isId ? value : pseudonymOf(value);
};
const oneOf =
  (...words: readonly string[]): Form =>
  async (value) =>
    words.find((word) => word === value);
const code: Form = async (value) =>
  typeof value === 'string' && /^[A-Z][A-Z_]{2,39}$/.test(value) ? value : undefined;
const time: Form = async (value) => (Number.isFinite(value) ? (value as number) : undefined);

const ruleId: Form = async (value) =>
  typeof value === 'string' && /^[a-z][a-z\d-]{0,39}$/.test(value) ? value : undefined;

const who = { subject: identifier, address: identifier };
const party = oneOf('address', 'elsewhere', 'user', 'sign-in', 'sign-in-from');
const reason = oneOf('attack', 'attack-in-prose', 'sign-in-failed', 'guessing', 'key-reused');

const ALLOWED: Readonly<Record<AuditKind, Readonly<Record<string, Form>>>> = {
  'sign-in': who,
  'sign-in-failed': who,
  'sign-out': who,
  'sign-out-everywhere': who,
  'secret-changed': who,
  'account-exported': who,
  'account-deleted': who,
  'authorisation-refused': { ...who, code },
  blocked: { party, id: identifier, reason, until: time },
  suspended: { subject: identifier, reason, until: time },
  lifted: { actor: identifier, party, id: identifier },
  'alert-changed': {
    actor: identifier,
    what: oneOf('acknowledged', 'silenced', 'silence-ended', 'rules-changed'),
    id: identifier,
    rule: ruleId,
    until: time,
    revision: time,
  },
  'admin-read': { actor: identifier, what: oneOf('blocks', 'events') },
};

/** The facts of an event that an audit may keep. It leaves out every fact that is not allowed or not in its form. */
export async function redactEvent(
  event: AuditEvent,
  { at, requestId, traceId }: { readonly at: number } & Partial<RequestContext>,
): Promise<AuditRecord> {
  const given: Readonly<Record<string, unknown>> = { ...event };
  const facts: Record<string, Fact> = {};
  // A client may name its request itself, and could name it anything.
  if (requestId !== undefined && UUID.test(requestId)) facts['requestId'] = requestId;
  if (traceId !== undefined) facts['traceId'] = traceId;
  for (const [name, form] of Object.entries(ALLOWED[event.kind])) {
    const fact = await form(given[name]);
    if (fact !== undefined) facts[name] = fact;
  }
  return { at, kind: event.kind, facts };
}
