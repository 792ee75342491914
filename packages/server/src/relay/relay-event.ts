/**
 * An event for another system. The relay delivers it at least once. Events with the same sink, topic and key
 * arrive in the order in which their transactions committed; other events have no order.
 */
export interface RelayEvent {
  /** The name of the sink that delivers it. */
  readonly sink: string;
  /** The place within the sink: a topic of Kafka, a channel, the name of a hook. */
  readonly topic: string;
  readonly key: string;
  /** A receiver recognises a repeat by it. The relay enqueues a given id once for each sink. @default a random UUID */
  readonly id?: string;
  /** Any JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The trace that the event belongs to, as the W3C writes it. */
  readonly traceparent?: string;
}

/** An event on its way. */
export interface RelayedEvent extends RelayEvent {
  readonly id: string;
  /** Its place among the events of its key, from 1, without gaps. */
  readonly position: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Wall-clock milliseconds. */
  readonly enqueuedAt: number;
}
