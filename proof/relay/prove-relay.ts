import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createVirtualPlatform } from '@holdfast/testing';
import { sqlRelayStore } from '@holdfast/server/sql';
import { bundleServer } from './bundle-server.ts';
import { judgeArrivals, type Judgement } from './judge-arrivals.ts';
import { openNotes } from './notes.ts';
import type { ServerSettings } from './relay-server.ts';
import { SINK } from './targets/open-sink.ts';
import { openTarget } from './targets/open-target.ts';
import type { Target } from './targets/target.ts';
import { cutAnswers, type Goals, haveOutages, startServers } from './trouble.ts';

export interface RelayReport extends Judgement {
  readonly kills: number;
  readonly freezes: number;
  /** Deaths of a deadly note. */
  readonly deaths: number;
  readonly cuts: number;
  readonly outages: number;
  /** From the return of the receiver to the next delivery, while both servers run. Nothing without calm outages. */
  readonly recoveryP95Ms: number | undefined;
  /** Events that were still waiting in the end. */
  readonly left: number;
}

/** How long the last events may take. */
const END_MS = 90_000;

/** Disturbs two servers and their receiver, then compares the committed events with those that arrived. */
export async function proveRelay(
  address: string,
  kind: Target['kind'],
  goals: Goals & Pick<ServerSettings, 'badOneIn' | 'deadlyKey'>,
  seed: number,
): Promise<RelayReport> {
  const { random } = createVirtualPlatform({ seed });
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-relay-'));
  const quiet = path.join(folder, 'quiet');
  const target = await openTarget[kind]();
  const database = await openNotes(address);
  const settings: ServerSettings = {
    ...{ keys: 40, batch: 8, pauseMs: 20, quiet },
    ...{ badOneIn: goals.badOneIn, deadlyKey: goals.deadlyKey },
  };
  const args = [
    ...[await bundleServer(folder), address, kind],
    ...[target.address, JSON.stringify(settings)],
  ];
  const servers = await startServers({ args, compiled: path.join(folder, 'compiled') }, random);
  try {
    await Promise.all([
      haveOutages(database, target, goals.outages, random),
      cutAnswers(database, target, goals.cuts),
      servers.trouble(goals.kills, database),
    ]);
    if (goals.calmOutages > 0) await servers.allReady();
    const recoveries = await haveOutages(database, target, goals.calmOutages, random);
    await writeFile(quiet, '');
    const left = await untilThrough();
    await servers.end();
    const rows = await database.selectFrom('notes').selectAll().execute();
    const sorted = recoveries.toSorted((one, other) => one - other);
    return {
      ...judgeArrivals(new Map(rows.map(({ key, n }) => [key, n])), target.arrivals()),
      ...{ kills: servers.kills(), freezes: servers.freezes(), deaths: servers.deaths() },
      ...{ cuts: target.cuts(), outages: goals.outages + goals.calmOutages, left },
      recoveryP95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1],
    };
  } finally {
    await servers.end();
    await database.destroy();
    await target.close();
    await rm(folder, { recursive: true });
  }

  async function untilThrough(): Promise<number> {
    const store = sqlRelayStore(database);
    const until = Date.now() + END_MS;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- looks again and again
      const { depth } = await store.measure(SINK, 100_000);
      if (depth === 0 || Date.now() > until) return depth;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await pause(100);
    }
  }
}
