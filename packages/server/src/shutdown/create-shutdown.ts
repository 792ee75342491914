import { createCell, Failure, isFailure, type Observable } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Platform, sleep, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { Health } from '../health/create-health.ts';
import type { ServerLog } from '../logging/server-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import { requireMethods } from '../mistakes/require-value.ts';
import { requireDeadlines, requireSteps } from './require-steps.ts';
import { TOO_LATE, within } from '../deadline/within.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

const CLOSE_MS = 500;
const STREAMS_MS = 3000;

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

/** Something to do at the end of a stop. */
export interface ShutdownStep {
  /** The name of the step in the log and the state, when it failed or did not end. */
  readonly name: string;
  readonly work: () => unknown;
  /** How long it may take. The stop goes on without it afterwards. @default `stepMs` of the shutdown */
  readonly deadlineMs?: number;
}

export interface ShutdownOptions {
  readonly server: Stoppable;
  /** Says that it is draining as soon as the stop begins. */
  readonly health?: Pick<Health, 'drain'>;
  /** Ends running streams within half of `graceMs`, in a way that lets their readers continue on another server. */
  readonly streams?: { drain(graceMs: number): unknown };
  /** How long requests are still taken after readiness said no, for a balancer to notice. @default 0 */
  readonly announceMs?: number;
  /** How long requests under way may take to finish. @default 10_000 */
  readonly graceMs?: number;
  /**
   * Done last, one after another, each although another failed or did not end: stop timers, close the
   * database. A function goes by its name. @default []
   */
  readonly finally?: readonly (ShutdownStep | (() => unknown))[];
  /** How long each of the last steps may take. @default 3000 */
  readonly stepMs?: number;
  /** Receives the number of requests that were cut off, and steps that failed or did not end. @default none */
  readonly log?: Pick<ServerLog, 'event'>;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

export type ShutdownState =
  | { readonly kind: 'running' }
  | { readonly kind: 'announcing' }
  | { readonly kind: 'draining' }
  | {
      readonly kind: 'stopped';
      readonly cut: number;
      readonly failures: readonly Failure[];
      /** The names of the steps that did not end, where there are any. */
      readonly unfinished?: readonly string[];
    };

export interface Shutdown {
  readonly state: Observable<ShutdownState>;
  /** Stops, once however often it is called, and resolves with the code the process should end with. */
  stop(): Promise<number>;
}

/**
 * Stops a server and answers every running request. Every step has a deadline: the whole stop takes `announceMs`,
 * `graceMs` and a `stepMs` for each of the last steps at most. The code is 0 when every request under way was
 * answered and everything was closed, else 1. Throws `DEFECT` at once for a step that has no function, and for a time
 * without an end.
 */
export function createShutdown(options: ShutdownOptions): Shutdown {
  requireOptionsAlways('createShutdown', options, {
    server: 'anything',
    health: 'an object?',
    streams: 'an object?',
    announceMs: 'a number from 0 on?',
    graceMs: 'a number from 0 on?',
    finally: 'anything?',
    stepMs: 'a number from 0 on?',
    log: 'an object with event?',
    platform: 'an object with schedule?',
  });

  const {
    server,
    health,
    streams,
    announceMs = 0,
    graceMs = 10_000,
    finally: last = [],
    stepMs = 3000,
    log,
    platform = webPlatform,
  } = options;
  requireMethods(
    'createShutdown',
    { server },
    ['retire', 'close'],
    'the result of `listen` or `stoppableServer(server)`, not the server of Node itself',
  );
  if (health)
    requireMethods('createShutdown', { health }, ['drain'], 'the result of `createHealth`');
  if (streams)
    requireMethods('createShutdown', { streams }, ['drain'], 'the result of `createStreamServer`');
  requireDeadlines({ announceMs, graceMs, stepMs });
  requireSteps(last);
  const state = createCell<ShutdownState>({ kind: 'running' });
  let stopping: Promise<number> | undefined;

  async function stop(): Promise<number> {
    const failures: Failure[] = [];
    const unfinished: string[] = [];
    const attempt = async ({ name, work, deadlineMs = stepMs }: ShutdownStep): Promise<void> => {
      try {
        const result = await within(platform, deadlineMs, started(work));
        if (result === TOO_LATE) throw new Failure(catalogue.DEADLINE_EXCEEDED);
      } catch (error) {
        const isLate = isFailure(error, 'DEADLINE_EXCEEDED');
        failures.push(toServerFailure(error));
        if (isLate) unfinished.push(name);
        const event = isLate ? 'shutdown.step-unfinished' : 'shutdown.step-failed';
        const about = { fields: { step: name, deadlineMs }, thrown: error };
        tellApp(log && (() => log.event('error', event, about)));
      }
    };
    state.set({ kind: 'announcing' });
    await Promise.all([
      attempt({ name: 'health', work: () => health?.drain() }),
      attempt({ name: 'retire', work: () => server.retire() }),
    ]);
    if (announceMs > 0) await sleep(platform, announceMs);

    state.set({ kind: 'draining' });
    let cut = 0;
    await Promise.all([
      attempt({
        name: 'server',
        // oxlint-disable-next-line holdfast/transaction-work -- the work of a stop, not of a transaction
        work: async () => ({ cut } = await server.close(graceMs)),
        // A server keeps to `graceMs` by itself. The deadline is for a server that does not.
        deadlineMs: graceMs + CLOSE_MS,
      }),
      attempt({
        name: 'streams',
        // The half is for streams to say that they are interrupted, and for their readers to hear it.
        work: () => streams?.drain(Math.min(STREAMS_MS, graceMs / 2)),
        deadlineMs: graceMs + CLOSE_MS,
      }),
    ]);
    if (cut > 0) tellApp(log && (() => log.event('warn', 'shutdown.cut', { fields: { cut } })));
    // One after another: what closes the database comes after what still writes to it.
    // oxlint-disable-next-line no-await-in-loop
    for (const [index, step] of last.entries()) await attempt(toStep(step, index));
    state.set({
      kind: 'stopped',
      ...{ cut, failures },
      ...(unfinished.length > 0 ? { unfinished } : {}),
    });
    return cut === 0 && failures.length === 0 ? 0 : 1;
  }

  return {
    state: { getSnapshot: state.getSnapshot, subscribe: state.subscribe },
    stop: () => (stopping ??= stop()),
  };
}

function toStep(step: ShutdownStep | (() => unknown), index: number): ShutdownStep {
  return typeof step === 'function'
    ? { name: step.name === '' ? `step-${index + 1}` : step.name, work: step }
    : step;
}

/** Calls a step. An exception of the call itself rejects too. */
async function started<T>(work: () => T | Promise<T>): Promise<T> {
  return work();
}
