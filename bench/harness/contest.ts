import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Nanoseconds per call of each contestant, one figure for each round. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/**
 * Measures contestants against each other. Each runs in a process of its own, so that none runs on code
 * which another has shaped. They run one at a time, in short rounds, in reversed order each time, so that
 * other work on the machine and a drifting clock rate affect all of them alike.
 *
 * `worker` is a module that calls `serveRounds`.
 */
export async function contest(
  worker: string,
  contestants: readonly string[],
  rounds: number,
): Promise<Rounds> {
  const processes = contestants.map((name) => enter(worker, name));
  const results = new Map<string, number[]>(contestants.map((name) => [name, []]));
  try {
    // The first round of each is its warm-up.
    for (let round = -1; round < rounds; round += 1) {
      for (const { name, ask } of round % 2 === 0 ? processes : processes.toReversed()) {
        const ns = await ask();
        if (round >= 0) results.get(name)?.push(ns);
      }
    }
  } finally {
    for (const { leave } of processes) leave();
  }
  return results;
}

interface Contestant {
  readonly name: string;
  ask(): Promise<number>;
  leave(): void;
}

function enter(worker: string, name: string): Contestant {
  const child = fork(worker, [name]);
  const left = once(child, 'exit').then(([code]): never => {
    throw new Error(`${name} left the contest with code ${code}`);
  });
  left.catch(() => {});
  return {
    name,
    async ask() {
      child.send('round');
      const [ns] = (await Promise.race([once(child, 'message'), left])) as [number];
      return ns;
    },
    leave: () => void child.kill(),
  };
}
