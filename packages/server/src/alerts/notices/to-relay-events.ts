import { tellApp } from '../../logging/web-tell.ts';
import type { RelayEvent } from '../../relay/relay-event.ts';
import type { NoticeField, RelayNotice } from '../../relay/relay-notice.ts';
import type { AlertNotice } from '../state/tell-step.ts';
import { describeWhy } from './describe-why.ts';

/** A target of notices: a sink of the relay, and the topic within it. */
export interface AlertTarget {
  readonly sink: string;
  /** @default 'alerts' */
  readonly topic?: string;
}

export interface NoticeOptions {
  readonly targets: Readonly<Record<string, AlertTarget>>;
  /** The address of the page for a failure code. An address stays as it is. */
  readonly runbookUrl?: ((code: string) => string | undefined) | undefined;
  /** The address of the page that shows an alert. */
  readonly link?: ((fingerprint: string) => string | undefined) | undefined;
}

/** The events of a notice, one for each target. For a target that the app no longer has, there is no event. */
export function toRelayEvents(
  notice: AlertNotice,
  { targets, runbookUrl, link }: NoticeOptions,
): readonly RelayEvent[] {
  const { alert, number } = notice;
  const { fingerprint, episode } = alert;
  const body = toNotice(notice, { runbookUrl, link });
  return notice.targets.flatMap((name) => {
    const target = targets[name];
    if (!target) return [];
    return [
      {
        sink: target.sink,
        topic: target.topic ?? 'alerts',
        key: fingerprint,
        // The relay takes an id once. So a target gets a notice once, even if two servers make it.
        id: `alert:${fingerprint}:${episode}:${number}:${encodeURIComponent(name)}`,
        body,
      },
    ];
  });
}

function toNotice(
  { alert, is, at }: AlertNotice,
  { runbookUrl, link }: Pick<NoticeOptions, 'runbookUrl' | 'link'>,
): RelayNotice {
  const { fingerprint, title, severity, values, worst = {}, why, also, sessions, runbook } = alert;
  const named = Object.values(values).filter((value) => value !== '');
  const fields: NoticeField[] = [
    ...Object.entries({ ...values, ...worst }).map(([name, value]) => ({
      name: FIELD_NAMES[name] ?? name,
      value: value || '–',
    })),
    ...(sessions === undefined ? [] : [{ name: 'Sessions', value: String(sessions) }]),
    ...(also > 0 ? [{ name: 'Also', value: `${also} more of this alert` }] : []),
  ];
  return {
    title: named.length > 0 ? `${title}: ${named.join(', ')}` : title,
    severity,
    state: is,
    dedupKey: fingerprint,
    at,
    ...(why && { text: describeWhy(why) }),
    fields,
    runbook: runbook === undefined ? undefined : toAddress(runbook, runbookUrl),
    link: link && askedAddress(link, fingerprint),
    source: 'alerts',
  };
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  operation: 'Operation',
  detail: 'What',
  release: 'Release',
};

export function toAddress(
  runbook: string,
  runbookUrl: NoticeOptions['runbookUrl'],
): string | undefined {
  if (/^(https?:\/\/|\/)/.test(runbook)) return runbook;
  return runbookUrl && askedAddress(runbookUrl, runbook);
}

/** The relay would refuse a notice that a longer address makes too large, and all that changed beside it. */
const LONGEST_ADDRESS = 2_000;

/** An address that a function of the app gives. Its exception goes to the console: a notice without a link is one. */
function askedAddress(
  ask: (about: string) => string | undefined,
  about: string,
): string | undefined {
  let address: unknown;
  tellApp(() => {
    address = ask(about);
  });
  return typeof address === 'string' && address.length <= LONGEST_ADDRESS ? address : undefined;
}
