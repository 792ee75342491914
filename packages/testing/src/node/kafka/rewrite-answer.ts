import { type KafkaApi, KAFKA_APIS } from './kafka-apis.ts';
import { kafkaReader, type KafkaReader } from './kafka-reader.ts';
import type { KafkaRequest } from './kafka-request.ts';

export interface RewriteRules {
  /** The port of the proxy in front of the broker at a port. */
  readonly portFor: (port: number) => number;
  /** The greatest version that clients may use, for each kind of request. */
  readonly maxVersions: Readonly<Partial<Record<KafkaApi, number>>>;
}

/** Where the body of an answer begins: after its length and its correlation id. */
const BODY = 8;

/** Changes an answer in place, so that a client stays with the proxy and with the versions that both sides speak. */
export function rewriteAnswer(frame: Buffer, request: KafkaRequest, rules: RewriteRules): void {
  const reader = kafkaReader(frame, BODY);
  if (request.api === 'Metadata') rewriteMetadata(frame, reader, request.version, rules);
  if (request.api === 'FindCoordinator') rewriteCoordinator(frame, reader, request.version, rules);
  if (request.api === 'ApiVersions') rewriteVersions(frame, reader, request.version, rules);
}

function rewritePort(frame: Buffer, reader: KafkaReader, { portFor }: RewriteRules): void {
  const at = reader.at;
  frame.writeInt32BE(portFor(reader.int32()), at);
}

function rewriteMetadata(
  frame: Buffer,
  reader: KafkaReader,
  version: number,
  rules: RewriteRules,
): void {
  const [first = 0] = reader.items(() => {
    const id = reader.int32();
    reader.string();
    rewritePort(frame, reader, rules);
    // The rack.
    if (version >= 1) reader.string();
    return id;
  });
  if (version >= 2) reader.string();
  // The mock has no controller, and tells 0 in its place. There is no broker 0.
  if (version >= 1) frame.writeInt32BE(first, reader.at);
}

function rewriteCoordinator(
  frame: Buffer,
  reader: KafkaReader,
  version: number,
  rules: RewriteRules,
): void {
  // The time to wait.
  if (version >= 1) reader.int32();
  const error = reader.int16();
  if (version >= 1) reader.string();
  if (error !== 0) return;
  // The id and the host.
  reader.int32();
  reader.string();
  rewritePort(frame, reader, rules);
}

function rewriteVersions(
  frame: Buffer,
  reader: KafkaReader,
  version: number,
  { maxVersions }: RewriteRules,
): void {
  const error = reader.int16();
  // Later versions have another form. The mock refuses them, and clients then ask for an earlier one.
  if (error !== 0 || version > 2) return;
  const most = new Map(
    Object.entries(maxVersions).map(([api, greatest]) => [KAFKA_APIS[api as KafkaApi], greatest]),
  );
  reader.items(() => {
    const key = reader.int16() as (typeof KAFKA_APIS)[KafkaApi];
    // The least version.
    reader.int16();
    const at = reader.at;
    frame.writeInt16BE(Math.min(reader.int16(), most.get(key) ?? Infinity), at);
  });
}
