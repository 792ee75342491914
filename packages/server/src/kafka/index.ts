/** Writes the events of the relay to Kafka. */
export { kafkaSink, type KafkaSinkOptions } from './kafka-sink.ts';
