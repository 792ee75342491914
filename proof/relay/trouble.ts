import { setTimeout as pause } from 'node:timers/promises';
import { type RunningProcess, startProcess } from '@holdfast/testing/node';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { NoteTables } from './notes.ts';
import type { Target } from './targets/target.ts';

export interface Goals {
  readonly kills: number;
  readonly cuts: number;
  /** Outages while servers are killed and answers are cut. */
  readonly outages: number;
  /** Outages alone, after them. Only their recoveries are measured: a server that starts again takes its own time. */
  readonly calmOutages: number;
}

/** Ends and starts servers: from time to time it kills a server, or lets it stand still for longer than its lease. */
export interface Servers {
  /**
   * Kills or freezes servers, up to this many kills. Before each kill, it waits for a delivery since the last one.
   */
  trouble(kills: number, database: Kysely<NoteTables>): Promise<void>;
  kills(): number;
  freezes(): number;
  /** Deaths that the servers died by themselves. */
  deaths(): number;
  /** Resolves when both servers run and have run for a while. */
  allReady(): Promise<void>;
  end(): Promise<void>;
}

export interface ServerCommand {
  /** The file of a server, and its arguments. */
  readonly args: readonly string[];
  /** A folder for what Node compiles, so that the next server starts sooner. */
  readonly compiled: string;
}

export async function startServers(
  { args, compiled }: ServerCommand,
  random: () => number,
): Promise<Servers> {
  const start = (): Promise<RunningProcess> =>
    startProcess({
      command: process.execPath,
      args: [...args],
      env: { NODE_COMPILE_CACHE: compiled },
      readyLine: /^ready/,
      // Long enough for a busy machine, and short enough to find a server that hangs.
      readyWithinMs: 60_000,
    });
  let [kills, freezes, deaths] = [0, 0, 0];
  const ending = new AbortController();
  /** The places whose server has died and is not ready again. */
  const starting = new Set<number>();
  const running = await Promise.all([start(), start()]);
  const places = running.map((_, place) => place);

  /** Starts a server again when it has died, for any reason. */
  async function keep(place: number): Promise<void> {
    while (!ending.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one life after another
      const { signal, code } = (await running[place]?.exited) ?? {};
      if (ending.signal.aborted) return;
      if (signal !== 'SIGKILL') {
        throw new Error(`A server ended with ${code}: ${running[place]?.output().stderr}`);
      }
      deaths += 1;
      starting.add(place);
      // oxlint-disable-next-line no-await-in-loop -- as above
      running[place] = await start();
      starting.delete(place);
    }
  }
  const kept = places.map(keep);
  async function allReady(): Promise<void> {
    const seen = deaths;
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    do await pause(1000);
    while (starting.size > 0);
    if (deaths > seen) await allReady();
  }
  return {
    async trouble(most, database) {
      while (kills < most) {
        // oxlint-disable-next-line no-await-in-loop -- some time between two
        await untilDelivered(database);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await pause(random() * 250);
        const alive = places.filter((one) => !starting.has(one));
        const place = alive[Math.floor(random() * alive.length)];
        const server = place === undefined ? undefined : running[place];
        if (place === undefined || !server) continue;
        if (random() < 0.1) {
          freezes += 1;
          // oxlint-disable-next-line no-await-in-loop -- longer than a lease
          await freeze(server, 1300 + random() * 700);
        } else {
          kills += 1;
          // oxlint-disable-next-line no-await-in-loop -- until it is dead
          await server.kill('SIGKILL');
          starting.add(place);
        }
      }
    },
    kills: () => kills,
    freezes: () => freezes,
    deaths: () => deaths - kills,
    allReady,
    async end() {
      ending.abort();
      await Promise.all(running.map((server) => server.kill('SIGKILL')));
      await Promise.all(kept);
    },
  };
}

async function freeze({ pid }: RunningProcess, ms: number): Promise<void> {
  const send = (signal: NodeJS.Signals): void => {
    try {
      process.kill(pid, signal);
    } catch {
      // The server has died.
    }
  };
  send('SIGSTOP');
  await pause(ms);
  send('SIGCONT');
}

/** How long the relay may make no progress. A relay that stands still fails the proof and does not hang it. */
const STILL_MS = 120_000;

/**
 * Cuts this many answers, while the receiver is up. After each cut it waits for a delivery: a relay whose every answer
 * is cut asks its receiver less and less often.
 */
export async function cutAnswers(
  database: Kysely<NoteTables>,
  target: Target,
  most: number,
): Promise<void> {
  let last = { cuts: target.cuts(), at: Date.now() };
  target.cutAnswer();
  while (target.cuts() < most) {
    if (target.cuts() > last.cuts) {
      // oxlint-disable-next-line no-await-in-loop -- one cut after another
      await untilDelivered(database);
      last = { cuts: target.cuts(), at: Date.now() };
      target.cutAnswer();
    }
    if (Date.now() - last.at > STILL_MS) throw new Error('No answer comes that could be cut.');
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    await pause(10);
  }
}

/** Stops the receiver this many times. Resolves with the times until the next delivery. */
export async function haveOutages(
  database: Kysely<NoteTables>,
  target: Target,
  count: number,
  random: () => number,
): Promise<readonly number[]> {
  const recoveries: number[] = [];
  for (let outage = 0; outage < count; outage += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one outage after another
    await pause(100 + random() * 300);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await target.down();
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(100 + random() * 1400);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await target.up();
    // oxlint-disable-next-line no-await-in-loop -- as above
    recoveries.push(await untilDelivered(database));
  }
  return recoveries;
}

async function untilDelivered(database: Kysely<NoteTables>): Promise<number> {
  const since = Date.now();
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    const { rows } = await sql`
      select 1 as one from holdfast_relay where ended_at > ${since} limit 1
    `.execute(database);
    if (rows.length > 0) return Date.now() - since;
    if (Date.now() - since > STILL_MS) throw new Error('Nothing is delivered any more.');
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(20);
  }
}
