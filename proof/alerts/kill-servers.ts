import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { sqlAlertStore, sqlRollupStore } from '@holdfast/server/sql';
import { type RunningProcess, startProcess } from '@holdfast/testing/node';
import { createVirtualPlatform } from '@holdfast/testing';
import { openAlerts } from './open-alerts.ts';

interface Notice {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly isCut: boolean;
  /** The number of the process that sent it. */
  readonly life: number;
  /** Whether the process that had sent it before was dead by then. */
  readonly isAfterDeath: boolean;
}

export interface KilledAccount {
  readonly kills: number;
  readonly transitions: number;
  readonly cuts: number;
  readonly repeats: number;
  /** One line for each transition that was not sent exactly once, or that came out of order. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

const OPERATIONS = ['story.tell', 'character.save', 'portrait.make'];
const MINUTE = 60_000;
const PATIENCE_MS = 60_000;

/**
 * Runs two real servers on a real database and kills them with SIGKILL at any point, while failures come and go. The
 * receiver cuts some answers.
 */
export async function killServers(
  address: string,
  { kills: most, episodes, seed }: { kills: number; episodes: number; seed: number },
): Promise<KilledAccount> {
  const { random } = createVirtualPlatform({ seed });
  const notices: Notice[] = [];
  const dead = new Set<number>();
  let [kills, lives] = [0, 0];
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { key, data } = (await json(request)) as {
      readonly key: string;
      readonly data: { readonly state: string };
    };
    const isCut = random() < 0.2;
    const id = String(request.headers['webhook-id']);
    const before = notices.findLast((one) => one.id === id);
    const isAfterDeath = before !== undefined && dead.has(before.life);
    const life = Number(request.url?.slice(1));
    notices.push({ id, key, state: data.state, isCut, life, isAfterDeath });
    if (isCut) request.socket.destroy();
    else response.end();
  }
  const receiver = createServer((request, response) => {
    receive(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const database = await openAlerts(address);
  const [alerts, counts] = [sqlAlertStore(database), sqlRollupStore(database)];
  const start = async (): Promise<{ readonly life: number; readonly running: RunningProcess }> => {
    lives += 1;
    const life = lives;
    const running = await startProcess({
      command: process.execPath,
      args: [
        '--conditions=@holdfast/source',
        path.join(import.meta.dirname, 'alert-server.ts'),
        ...[address, `http://127.0.0.1:${port}/${life}`],
      ],
      ...{ readyLine: /^ready/, readyWithinMs: PATIENCE_MS },
    });
    return { life, running };
  };
  const servers = await Promise.all([start(), start()]);
  let isOver = false;
  const hasEnded = (): boolean => isOver;
  const hasKillsLeft = (): boolean => kills < most;

  const haveHappened = async (key: string, what: string): Promise<number> =>
    (await alerts.history(10_000, key)).filter((event) => event.what === what).length;
  /** Failures of one operation that come, and are taken back once the alert fires. */
  async function fireAndEnd(operation: string): Promise<void> {
    const key = `failures|operation=${operation}`;
    const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
    const row = { minute, measure: 'failure', operation, detail: 'TIMEOUT', release: '1' } as const;
    for (let episode = 1; episode <= episodes || hasKillsLeft(); episode += 1) {
      // oxlint-disable no-await-in-loop -- one transition after the other
      for (const [count, what] of [
        [1, 'fired'],
        [-1, 'resolved'],
      ] as const) {
        await counts.add([{ ...row, count }]);
        await until(`${key} ${what}`, async () => (await haveHappened(key, what)) >= episode);
        await pause(100 * random());
      }
      // oxlint-enable no-await-in-loop
    }
  }
  async function killSome(): Promise<void> {
    while (!hasEnded() && hasKillsLeft()) {
      // oxlint-disable no-await-in-loop -- one death after the other
      await pause(50 + 300 * random());
      const place = random() < 0.5 ? 0 : 1;
      const { life, running } = servers[place] ?? (await start());
      kills += 1;
      dead.add(life);
      await running.kill('SIGKILL');
      servers[place] = await start();
      // oxlint-enable no-await-in-loop
    }
  }
  try {
    const failures = Promise.all(OPERATIONS.map(fireAndEnd)).finally(() => (isOver = true));
    await Promise.all([failures, killSome()]);
    const history = (await alerts.history(10_000)).toReversed();
    const ends = history.filter(({ what }) => what === 'fired' || what === 'resolved');
    await until('the last notices', () => new Set(notices.map(({ id }) => id)).size >= ends.length);
    // A notice that is sent twice would come now.
    await pause(1_000);
    const lost = OPERATIONS.flatMap((operation) => {
      const key = `failures|operation=${operation}`;
      const ids = new Set<string>();
      const told = notices.filter((one) => one.key === key && !ids.has(one.id) && ids.add(one.id));
      const of = ends.filter((event) => event.fingerprint === key);
      const expected = of.map(({ what }) => (what === 'fired' ? 'firing' : 'resolved')).join();
      const actual = told.map(({ state }) => state).join();
      const isPaired = of.every(({ what }, place) => what === ['fired', 'resolved'][place % 2]);
      return actual === expected && isPaired ? [] : [`${key}: ${actual}, not ${expected}`];
    });
    const again = notices.flatMap((one, place) => {
      const before = notices.slice(0, place).findLast(({ id }) => id === one.id);
      return before ? [{ one, before }] : [];
    });
    // A server that dies after the receiver took its notice has lost the answer as well.
    const doubled = again
      .filter(({ one, before }) => !before.isCut && !one.isAfterDeath)
      .map(({ one }) => `${one.id} was told again`);
    return {
      ...{ kills, transitions: ends.length, cuts: notices.filter(({ isCut }) => isCut).length },
      ...{ repeats: again.length, lost, doubled },
    };
  } finally {
    isOver = true;
    await Promise.all(servers.map(({ running }) => running.kill('SIGKILL')));
    await database.destroy();
    receiver.closeAllConnections();
    receiver.close();
  }
}

async function until(what: string, isThere: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  // oxlint-disable-next-line no-await-in-loop -- looks again and again
  while (!(await isThere())) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await pause(20);
  }
}
