/** How many parts the keys are divided into. Each part belongs to one relay at a time. */
export const SHARDS = 16;

/** One unambiguous name for a key of a topic of a sink. */
export function laneOf(sink: string, topic: string, key: string): string {
  return JSON.stringify([sink, topic, key]);
}

export interface LaneParts {
  readonly sink: string;
  readonly topic: string;
  readonly key: string;
}

/** `undefined` for a name that a database gives back damaged. */
export function partsOfLane(lane: string): LaneParts | undefined {
  try {
    const parts: unknown = JSON.parse(lane);
    if (!Array.isArray(parts)) return undefined;
    const [sink, topic, key] = parts as unknown[];
    if (typeof sink !== 'string' || typeof topic !== 'string' || typeof key !== 'string') {
      return undefined;
    }
    return { sink, topic, key };
  } catch {
    return undefined;
  }
}

/** The shard of a lane, the same in every process (FNV-1a). */
export function shardOf(lane: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < lane.length; index += 1) {
    hash = Math.imul(hash ^ lane.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARDS;
}
