import type { KafkaApi } from './kafka-apis.ts';

export interface KafkaCut {
  /** The kind of request, for example `Produce`. */
  readonly api: KafkaApi;
  /** With the answer, the broker has done the work and the client never learns it. */
  readonly at: 'request' | 'answer';
  /** How many requests or answers it cuts. @default 1 */
  readonly times?: number;
  /** How many it lets pass before the first cut. @default 0 */
  readonly after?: number;
  /** With true, it drops the frame and leaves the line open, so that the client waits. @default false */
  readonly silent?: boolean;
}

/** The cuts that a test has asked for. */
export interface KafkaCuts {
  /** Asks for a cut. The returned function cancels it. */
  add(cut: KafkaCut): () => void;
  /** The cut that happens here, if any. Counts it. */
  hit(api: string, at: KafkaCut['at']): KafkaCut | undefined;
  /** The number of cuts so far. */
  count(): number;
}

export function createKafkaCuts(): KafkaCuts {
  const wanted = new Set<{ cut: KafkaCut; toPass: number; left: number }>();
  let count = 0;
  return {
    add(cut) {
      const want = { cut, toPass: cut.after ?? 0, left: cut.times ?? 1 };
      wanted.add(want);
      return () => void wanted.delete(want);
    },
    hit(api, at) {
      for (const want of wanted) {
        if (want.cut.api !== api || want.cut.at !== at) continue;
        if (want.toPass > 0) {
          want.toPass -= 1;
          continue;
        }
        want.left -= 1;
        if (want.left <= 0) wanted.delete(want);
        count += 1;
        return want.cut;
      }
      return undefined;
    },
    count: () => count,
  };
}
