import { type Transport, createHoldfast, isFailure } from '@holdfast/core';
import {
  countWindow,
  createCircuitBreaker,
  deadline,
  exponentialBackoff,
  pipeline,
  retry,
  timeout,
} from '@holdfast/core/policies';
import { type Note, addNote, addUnkeyedNote, readNote } from './notes.ts';
import { FIRST_NOTE } from './notes-database.ts';
import type { Told } from './told.ts';
import { watchPauses } from './watch-pauses.ts';

const DEADLINE_MS = 800;

export interface CrowdOptions {
  readonly baseUrl: string;
  readonly transport: Transport;
  /** How many calls the crowd makes in all. */
  readonly calls: number;
  /** How many calls run at a time. */
  readonly people: number;
  readonly random: () => number;
  /** The name that separates it from other crowds. */
  readonly name: string;
}

/** Many users who read and write at the same time, each one call after another, under all policies. */
export async function runCrowd(options: CrowdOptions): Promise<readonly Told[]> {
  const { baseUrl, transport, calls, people, random, name } = options;
  // There is one server, so reads and writes share one breaker.
  const guard = pipeline(
    deadline({ totalMs: DEADLINE_MS }),
    retry({ maxAttempts: 4, backoff: exponentialBackoff({ firstMs: 20, maxMs: 200 }) }),
    createCircuitBreaker({ trip: countWindow({ calls: 20 }), openMs: 50, maxOpenMs: 200 }),
    timeout({ ms: 300 }),
  );
  const holdfast = createHoldfast({ transport, baseUrl, reads: guard, writes: guard });
  const known: Note[] = [FIRST_NOTE];
  const told: Timed[] = [];
  const pauses = watchPauses();
  let made = 0;

  async function call(label: string): Promise<Timed> {
    const chance = random();
    if (chance < 0.4) {
      const { id, label: wanted } = known[Math.floor(random() * known.length)] ?? FIRST_NOTE;
      return timed('read', wanted, () => holdfast.run(readNote, { id }));
    }
    return chance < 0.75
      ? timed('keyed write', label, () => holdfast.run(addNote, { label }))
      : timed('unkeyed write', label, () => holdfast.run(addUnkeyedNote, { label }));
  }

  async function person(): Promise<void> {
    while (made < calls) {
      made += 1;
      const done = await call(`${name} ${made}`);
      told.push(done);
      if (done.outcome.kind === 'live') known.push(done.outcome.value);
      else if (isFailure(done.outcome.failure, 'CIRCUIT_OPEN')) {
        await pause(Math.min(DEADLINE_MS, done.outcome.failure.retryAfterMs ?? 20));
      }
    }
  }

  await Promise.all(Array.from({ length: people }, person));
  // The watch notices the pause in which the last call ended a beat later.
  await pause(50);
  pauses.stop();
  return told.map(({ start, end, ...rest }) => {
    const due = start + DEADLINE_MS;
    if (end <= due) return { ...rest, overdueMs: 0 };
    // A call that began during a pause could set its own clock only after it.
    const pausedMs = pauses.pauseAt(start) + pauses.pausedMs(due, end);
    return { ...rest, overdueMs: Math.max(0, end - due - pausedMs) };
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Timed extends Omit<Told, 'overdueMs'> {
  readonly start: number;
  readonly end: number;
}

async function timed(
  kind: Told['kind'],
  label: string,
  run: () => Promise<Told['outcome']>,
): Promise<Timed> {
  const start = performance.now();
  const outcome = await run();
  const end = performance.now();
  return { kind, label, outcome, tookMs: end - start, start, end };
}
