import { createVirtualPlatform } from '@holdfast/testing';
import { checkNotes, type NotesReport } from './check-notes.ts';
import { POINTS } from './points-of-death.ts';
import { startNotesServer } from './start-notes-server.ts';
import { type Acknowledged, writeNote } from './write-note.ts';

export interface DeathsReport extends NotesReport {
  readonly seed: number;
  /** How often a server died at each point. */
  readonly deaths: Readonly<Record<string, number>>;
  readonly replayed: number;
}

const LATEST_ARRIVAL = 40;

/** Kills servers under load at random points from a seed, while clients go on writing. */
export async function killServers(
  address: string,
  { deaths: count, clients, seed }: { deaths: number; clients: number; seed: number },
): Promise<DeathsReport> {
  const { random } = createVirtualPlatform({ seed });
  const deaths: Record<string, number> = Object.fromEntries(POINTS.map((point) => [point, 0]));
  const acknowledged: Acknowledged[] = [];
  let url = '';
  const enough = new AbortController();
  const write = async (client: number): Promise<void> => {
    for (let index = 0; !enough.signal.aborted; index += 1) {
      acknowledged.push(await writeNote(`${seed} ${client} ${index}`, () => url));
    }
  };

  const start = async (
    ...death: readonly (string | number)[]
  ): ReturnType<typeof startNotesServer> => {
    const server = await startNotesServer(address, ...death);
    url = server.url;
    return server;
  };
  let server = await start();
  const writing = Array.from({ length: clients }, (_, client) => write(client));
  await server.kill('SIGKILL');
  for (let death = 0; death < count; death += 1) {
    // The points take turns, so that none is left out. The time and the share of a commit are random.
    const point = POINTS[death % POINTS.length] ?? 'claim';
    server = await start(point, 1 + Math.floor(random() * LATEST_ARRIVAL), random());
    const { signal } = await server.exited;
    if (signal !== 'SIGKILL') throw new Error(`It ended by itself: ${server.output().stderr}`);
    deaths[point] = (deaths[point] ?? 0) + 1;
  }
  server = await start();
  enough.abort();
  await Promise.all(writing);
  await server.kill('SIGKILL');
  return {
    seed,
    deaths,
    replayed: acknowledged.filter(({ replayed }) => replayed).length,
    ...(await checkNotes(address, acknowledged)),
  };
}
