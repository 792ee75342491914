import { webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { RelayedEvent } from '../relay-event.ts';
import type { RelaySink } from '../relay-sink.ts';
import { httpSink, type HttpTarget, type Rendered } from './http-sink.ts';
import { webhookKeys } from './webhook-keys.ts';

export interface WebhookSinkOptions extends HttpTarget {
  /** The address of the receiver. */
  readonly url: string;
  /**
   * The secrets that sign, each `whsec_` and 24 to 64 bytes in base64. While a receiver changes its secret, give
   * the new one and the old one: the receiver accepts a message if one of its secrets has signed it.
   */
  readonly secrets: readonly string[];
}

/** The headers of a signed message, by Standard Webhooks. */
export const WEBHOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/**
 * Posts events as signed messages in the form of Standard Webhooks: `{ type, timestamp, data }`, where `type` is the
 * topic and `data` the body of the event. A receiver checks them with `verifyWebhook`, and recognises a repeat by the
 * id.
 */
export function webhookSink(options: WebhookSinkOptions): RelaySink {
  requireOptionsAlways('webhookSink', options, {
    url: 'anything',
    secrets: 'anything',
    name: 'anything',
    timeoutMs: 'a number above 0?',
    privateNetwork: 'true or false?',
    platform: 'an object with now, monotonic, schedule?',
  });

  const { secrets, platform = webPlatform } = options;
  const keys = webhookKeys('webhookSink', secrets);
  return httpSink({
    ...options,
    async render(event): Promise<Rendered> {
      const { id } = event;
      const body = messageOf(event);
      const timestamp = String(Math.floor(platform.now() / 1000));
      const signed = keys.map((key) => key.sign(`${id}.${timestamp}.${body}`));
      const signatures = (await Promise.all(signed)).map((signature) => `v1,${signature}`);
      const headers = {
        [WEBHOOK_HEADERS.id]: id,
        [WEBHOOK_HEADERS.timestamp]: timestamp,
        [WEBHOOK_HEADERS.signature]: signatures.join(' '),
      };
      return { body, headers };
    },
  });
}

function messageOf({ topic, key, position, enqueuedAt, body }: RelayedEvent): string {
  const timestamp = new Date(enqueuedAt).toISOString();
  return JSON.stringify({ type: topic, timestamp, key, position, data: body });
}
