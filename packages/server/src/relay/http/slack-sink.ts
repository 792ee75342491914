import { requireOptionsAlways } from '@holdfast/core/parts';
import { defect } from '../../mistakes/defect.ts';
import { parseNotice } from '../relay-notice.ts';
import type { RelayedEvent } from '../relay-event.ts';
import type { RelaySink } from '../relay-sink.ts';
import { httpSink, type HttpTarget, type Rendered } from './http-sink.ts';
import { slackMessage } from './slack-blocks.ts';

export interface SlackSinkOptions extends HttpTarget {
  /** The address of an incoming webhook. It is a secret: each program that has it can post. */
  readonly url: string;
  /**
   * Whether the sink posts a message again when it may have arrived. Slack does not recognise a repeat, so the
   * channel may show it twice. @default critical notices only
   */
  readonly resendUncertain?: (event: RelayedEvent) => boolean;
  /** The longest wait for a turn within one attempt, in milliseconds. @default 5_000 */
  readonly maxWaitMs?: number;
}

// Slack's limit for each webhook. It allows short bursts, but does not document how short.
const EVERY_MS = 1_000;

/** Posts notices to a channel of Slack, at most one in a second. */
export function slackSink(options: SlackSinkOptions): RelaySink {
  requireOptionsAlways('slackSink', options, {
    url: 'anything',
    resendUncertain: 'a function?',
    maxWaitMs: 'a number from 0 on?',
    name: 'anything',
    timeoutMs: 'a number above 0?',
    privateNetwork: 'true or false?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const { resendUncertain = isPage } = options;
  return httpSink({
    ...options,
    resendUncertain,
    render: rendered,
    everyMs: EVERY_MS,
    wordOf: (text) => /^[a-z_]{1,40}$/.exec(text.trim())?.[0],
  });
}

function rendered({ body }: RelayedEvent): Rendered {
  const notice = parseNotice(body);
  if (!notice) return defect('slackSink: enqueue a `RelayNotice` as the body of the event.');
  return { body: JSON.stringify(slackMessage(notice)) };
}

function isPage({ body }: RelayedEvent): boolean {
  return parseNotice(body)?.severity === 'critical';
}
