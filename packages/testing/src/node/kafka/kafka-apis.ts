/** The requests of Kafka that the tools here know, with their keys in the protocol. */
export const KAFKA_APIS = {
  Produce: 0,
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  OffsetCommit: 8,
  OffsetFetch: 9,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  LeaveGroup: 13,
  SyncGroup: 14,
  ApiVersions: 18,
  InitProducerId: 22,
} as const;

export type KafkaApi = keyof typeof KAFKA_APIS;

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(KAFKA_APIS).map(([name, key]) => [key, name]),
);

/** The name of a request, or its key where the tools do not know it. */
export function nameOfApi(key: number): string {
  return NAMES.get(key) ?? String(key);
}
