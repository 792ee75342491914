import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchTransport } from '@holdfast/core';
import { kyTransport } from '@holdfast/http';
import { createVirtualPlatform } from '@holdfast/testing';
import { type FaultCounts, createBadLine, startProcess } from '@holdfast/testing/node';
import ky from 'ky';
import type { Arrivals } from './arrivals.ts';
import { runCrowd } from './crowd.ts';
import type { Hardship } from './hardships.ts';
import { openNotes } from './notes-database.ts';
import type { Told } from './told.ts';
import { violationsOf } from './violations.ts';
import { watchHints } from './watch-hints.ts';

export interface Proof {
  readonly hardship: Hardship;
  readonly told: readonly Told[];
  readonly line: FaultCounts;
  readonly arrivals: Arrivals;
  /** Attempts that the client sent. */
  readonly sent: number;
  /** How many notes the server has in the end. */
  readonly kept: number;
  readonly violations: readonly string[];
}

const PEOPLE = 24;

/** Lets two crowds, one on each transport, make this many calls in all under a hardship. */
export async function proveHardship(
  hardship: Hardship,
  { calls, seed }: { readonly calls: number; readonly seed: number },
): Promise<Proof> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-proof-'));
  const file = path.join(folder, 'notes.sqlite');
  const server = await startProcess({
    command: process.execPath,
    args: [
      '--conditions=@holdfast/source',
      path.join(import.meta.dirname, 'server.ts'),
      file,
      String(seed),
      hardship.server,
    ],
    readyLine: /^Ready/,
    // Long enough for a busy machine, and short enough to find a server that hangs.
    readyWithinMs: 60_000,
  });
  const proxy = await createBadLine({ target: server.url, mix: hardship.line, seed });
  const transports = {
    fetch: watchHints(fetchTransport()),
    ky: watchHints(kyTransport(ky.create())),
  };
  try {
    const crowds = await Promise.all(
      Object.entries(transports).map(([name, transport], index) =>
        runCrowd({
          name,
          transport,
          baseUrl: proxy.url,
          calls: calls / 2,
          people: PEOPLE / 2,
          random: createVirtualPlatform({ seed: seed + index }).random,
        }),
      ),
    );
    const arrivals = (await (await fetch(`${server.url}/arrivals`)).json()) as Arrivals;
    await server.kill();
    const database = await openNotes(file);
    const kept = await database.selectFrom('notes').selectAll().execute();
    await database.destroy();

    const told = crowds.flat();
    const sends = Object.values(transports).map((transport) => transport.sends());
    const tooEarly = sends.filter((send) => send.tooEarly > 0);
    return {
      hardship,
      told,
      line: proxy.counts(),
      arrivals,
      sent: sends.reduce((sum, { sent }) => sum + sent, 0),
      kept: kept.length,
      violations: [
        ...violationsOf(told, kept),
        ...tooEarly.map((send) => `${send.tooEarly} attempts before the server's hint`),
      ],
    };
  } finally {
    await proxy.close();
    await server.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
}
