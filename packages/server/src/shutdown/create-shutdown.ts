import {
  createCell,
  type Failure,
  type Observable,
  type Platform,
  sleep,
  toFailure,
  webPlatform,
} from '@holdfast/core';
import type { Health } from '../health/create-health.ts';

/** What takes requests, such as `stoppableServer` of the `./node` entry. */
export interface Stoppable {
  /** From now on each answer ends its connection, so that clients look for another server. */
  retire(): void;
  /**
   * Takes no new connection, and resolves when the requests under way have been answered, or after
   * `graceMs`, with how many had to be cut off.
   */
  close(graceMs: number): Promise<{ readonly cut: number }>;
}

export interface ShutdownOptions {
  readonly server: Stoppable;
  /** Says that it is draining as soon as the stop begins. */
  readonly health?: Pick<Health, 'drain'>;
  /** Ends streams under way in a way that lets their readers go on elsewhere. */
  readonly streams?: { drain(): unknown };
  /** How long requests are still taken after readiness said no, for a balancer to notice. @default 0 */
  readonly announceMs?: number;
  /** How long requests under way may take to finish. @default 10_000 */
  readonly graceMs?: number;
  /** Done last, one after another, each although another failed: stop timers, close the database. @default [] */
  readonly finally?: readonly (() => unknown)[];
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

export type ShutdownState =
  | { readonly kind: 'running' }
  | { readonly kind: 'announcing' }
  | { readonly kind: 'draining' }
  | { readonly kind: 'stopped'; readonly cut: number; readonly failures: readonly Failure[] };

export interface Shutdown {
  readonly state: Observable<ShutdownState>;
  /** Stops, once however often it is called, and resolves with the code the process should end with. */
  stop(): Promise<number>;
}

/**
 * Stops a server without cutting off anybody it has promised an answer. The code is 0 when every
 * request under way was answered and everything was closed, else 1.
 */
export function createShutdown({
  server,
  health,
  streams,
  announceMs = 0,
  graceMs = 10_000,
  finally: last = [],
  platform = webPlatform,
}: ShutdownOptions): Shutdown {
  const state = createCell<ShutdownState>({ kind: 'running' });
  let stopping: Promise<number> | undefined;

  async function stop(): Promise<number> {
    const failures: Failure[] = [];
    const attempt = async (work: () => unknown): Promise<void> => {
      try {
        await work();
      } catch (error) {
        failures.push(toFailure(error));
      }
    };
    state.set({ kind: 'announcing' });
    health?.drain();
    server.retire();
    if (announceMs > 0) await sleep(platform, announceMs);

    state.set({ kind: 'draining' });
    let cut = 0;
    await Promise.all([
      attempt(async () => ({ cut } = await server.close(graceMs))),
      attempt(() => streams?.drain()),
    ]);
    // One after another: what closes the database comes after what still writes to it.
    // oxlint-disable-next-line no-await-in-loop
    for (const work of last) await attempt(work);
    state.set({ kind: 'stopped', cut, failures });
    return cut === 0 && failures.length === 0 ? 0 : 1;
  }

  return {
    state: { getSnapshot: state.getSnapshot, subscribe: state.subscribe },
    stop: () => (stopping ??= stop()),
  };
}
