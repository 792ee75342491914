import type { Attack } from './attack.ts';
import { startTarget } from './target.ts';
import { watchServer } from './watch-server.ts';

/** The result of one attack. */
export interface Account {
  readonly attack: string;
  readonly tries: number;
  readonly beforeLimit: number | undefined;
  /** The memory at the start and at most. */
  readonly memory: string;
  readonly slowestHealthMs: number;
  readonly tookMs: number;
  readonly result: string;
  readonly violations: readonly string[];
}

const MOST_MORE_MEGABYTES = 150;
const SLOWEST_HEALTH_MS = 1000;

/** Attacks a new server, and watches it during the attack. */
export async function withstand(attack: Attack): Promise<Account> {
  const start = performance.now();
  const target = await startTarget(attack.settings);
  const endWatch = await watchServer(target.pid, target.port);
  try {
    const damage = await attack.run(target);
    const { firstMegabytes, mostMegabytes, slowestHealthMs } = await endWatch();
    const more = mostMegabytes - firstMegabytes;
    return {
      attack: attack.name,
      tries: damage.tries,
      beforeLimit: damage.beforeLimit,
      memory: `${Math.round(firstMegabytes)} → ${Math.round(mostMegabytes)}`,
      slowestHealthMs,
      tookMs: performance.now() - start,
      result: damage.result,
      violations: [
        ...damage.violations,
        ...(more > (attack.mostMoreMegabytes ?? MOST_MORE_MEGABYTES)
          ? [`memory grew by ${Math.round(more)} MB`]
          : []),
        ...(slowestHealthMs > SLOWEST_HEALTH_MS
          ? [`health took ${Math.round(slowestHealthMs)} ms`]
          : []),
      ],
    };
  } finally {
    await target.stop();
  }
}
