import { peek, peekText, type Severity } from '@holdfast/core/parts';

/** A line of a notice: a name and its value, for example "Sessions" and "41". */
export interface NoticeField {
  readonly name: string;
  readonly value: string;
}

/**
 * A notice for a person about a trouble. It is the body of an event, and each sink writes it in its own form: blocks
 * of Slack, an event of PagerDuty, JSON of a webhook. It must hold no credential and no text that a user wrote.
 */
export interface RelayNotice {
  /** One line. */
  readonly title: string;
  readonly severity: Severity;
  readonly state: 'firing' | 'acknowledged' | 'resolved';
  /**
   * The trouble that the notice is about. All notices of one trouble have the same key. Receivers take 255
   * characters.
   */
  readonly dedupKey: string;
  /** When the trouble came into this state, in milliseconds of the wall clock. */
  readonly at: number;
  /** A few sentences. */
  readonly text?: string | undefined;
  readonly fields?: readonly NoticeField[] | undefined;
  /** The address of a page that says what to do. */
  readonly runbook?: string | undefined;
  /** The address of a page that shows the trouble. */
  readonly link?: string | undefined;
  /** The part that is in trouble. @default the topic of the event */
  readonly source?: string | undefined;
}

const SEVERITIES: readonly unknown[] = [
  'critical',
  'warning',
  'info',
  'debug',
] satisfies Severity[];
const STATES: readonly unknown[] = [
  'firing',
  'acknowledged',
  'resolved',
] satisfies RelayNotice['state'][];

/** Reads a notice from the body of an event; `undefined` when the body is something else. Wrong members are left out. */
export function parseNotice(body: unknown): RelayNotice | undefined {
  const [title, dedupKey] = [peekText(body, 'title'), peekText(body, 'dedupKey')];
  const [severity, state, at] = [peek(body, 'severity'), peek(body, 'state'), peek(body, 'at')];
  const isNotice =
    title && dedupKey && SEVERITIES.includes(severity) && STATES.includes(state) && isTime(at);
  if (!isNotice) return undefined;
  const given = peek(body, 'fields');
  const optional = ['text', 'runbook', 'link', 'source'].flatMap((member) => {
    const value = peekText(body, member);
    return value ? [[member, value] as const] : [];
  });
  return {
    ...{ title, dedupKey, at },
    severity: severity as Severity,
    state: state as RelayNotice['state'],
    ...Object.fromEntries(optional),
    ...(Array.isArray(given) && { fields: given.flatMap(parseField) }),
  };
}

function parseField(given: unknown): NoticeField[] {
  const name = peekText(given, 'name');
  return name ? [{ name, value: peekText(given, 'value') }] : [];
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
