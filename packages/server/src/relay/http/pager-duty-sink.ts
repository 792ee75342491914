import { requireOptionsAlways } from '@holdfast/core/parts';
import { requireText } from '../../mistakes/require-value.ts';
import { defect } from '../../mistakes/defect.ts';
import { sha256Now } from '../../digest/sha256-now.ts';
import type { RelayedEvent } from '../relay-event.ts';
import { parseNotice, type RelayNotice } from '../relay-notice.ts';
import type { RelaySink } from '../relay-sink.ts';
import { httpSink, type HttpTarget, type Rendered } from './http-sink.ts';
import { shortened } from './shortened.ts';

export interface PagerDutySinkOptions extends HttpTarget {
  /** The integration key of a service. It is a secret. */
  readonly routingKey: string;
  /** @default 'https://events.pagerduty.com/v2/enqueue' */
  readonly url?: string;
}

const MOST = { bytes: 512 * 1024, key: 255, summary: 1_024, text: 8_000, value: 1_000, fields: 64 };

const ACTION = { firing: 'trigger', acknowledged: 'acknowledge', resolved: 'resolve' } as const;
const SEVERITY = { critical: 'critical', warning: 'warning', info: 'info', debug: 'info' } as const;

/**
 * Opens, acknowledges and resolves incidents of PagerDuty (Events API v2). Notices with one `dedupKey` are one
 * incident, so a repeat changes nothing there.
 */
export function pagerDutySink(options: PagerDutySinkOptions): RelaySink {
  requireOptionsAlways('pagerDutySink', options, {
    routingKey: 'anything',
    url: 'a text that is not empty?',
    name: 'anything',
    timeoutMs: 'a number above 0?',
    privateNetwork: 'true or false?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const { routingKey, url = 'https://events.pagerduty.com/v2/enqueue' } = options;
  requireText('pagerDutySink', { routingKey }, 'PagerDuty finds the service by it');
  return httpSink({
    ...options,
    url,
    maxBodyBytes: MOST.bytes,
    render(event): Rendered {
      const notice = parseNotice(event.body);
      if (!notice)
        return defect('pagerDutySink: enqueue a `RelayNotice` as the body of the event.');
      return { body: JSON.stringify(pagerDutyEvent(notice, event, routingKey)) };
    },
  });
}

function pagerDutyEvent(notice: RelayNotice, { topic }: RelayedEvent, routingKey: string): object {
  const { state, dedupKey, runbook, link } = notice;
  const links = [
    { href: runbook, text: 'Runbook' },
    { href: link, text: 'Details' },
  ].filter(({ href }) => href !== undefined);
  return {
    routing_key: routingKey,
    event_action: ACTION[state],
    // PagerDuty refuses a longer key. The digest is as distinct as the key.
    dedup_key: dedupKey.length > MOST.key ? sha256Now(dedupKey) : dedupKey,
    ...(state === 'firing' && { payload: payloadOf(notice, topic), links, client: 'Holdfast' }),
  };
}

function payloadOf(notice: RelayNotice, topic: string): object {
  const { title, source = topic, severity, at, text, fields = [] } = notice;
  const time = new Date(at);
  const details = fields
    .slice(0, MOST.fields)
    .map(({ name, value }) => [shortened(name, 200), shortened(value, MOST.value)] as const);
  return {
    summary: shortened(title, MOST.summary),
    source: source === '' ? 'Holdfast' : shortened(source, 200),
    severity: SEVERITY[severity],
    ...(!Number.isNaN(time.valueOf()) && { timestamp: time.toISOString() }),
    custom_details: {
      ...(text !== undefined && { text: shortened(text, MOST.text) }),
      ...Object.fromEntries(details),
    },
  };
}
