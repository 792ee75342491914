import { nextSpan, TRACE_HEADER } from '@holdfast/core/parts';
import type { RelayedEvent } from '../relay/relay-event.ts';

/** The header with the id of an event, as CloudEvents names it on Kafka (`ce-id` on HTTP). */
const ID_HEADER = 'ce_id';

/** An event as a message of Kafka. */
export interface KafkaMessage {
  readonly topic: string;
  readonly key: string;
  /** JSON. */
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function kafkaMessage(event: RelayedEvent): KafkaMessage {
  const { id, topic, key, body, headers, traceparent } = event;
  return {
    topic,
    key,
    value: JSON.stringify(body),
    headers: {
      ...headers,
      [ID_HEADER]: id,
      ...(traceparent === undefined ? {} : { [TRACE_HEADER]: nextSpan(traceparent) }),
    },
  };
}
