// What a whole server of ours costs around its routes, against the same routes on bare Hono; how fast
// limits are decided; and how long fifty clients wait for single rows on loopback.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contest } from './harness/contest.ts';
import { report, type Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { contestants } from './server-contestants.ts';

const LOAD_CLIENTS = 50;
// Each client asks five times a second, as eagerly as no person does.
const PACE_MS = 200;
const LOAD_ROUNDS = 5;
const TURNS = 10;
const P95_GOAL_MS = 50;

const rounds = await contest(
  path.join(import.meta.dirname, 'server-worker.ts'),
  Object.keys(contestants),
  process.argv.includes('--short') ? 11 : 31,
);
const of = (name: string): readonly number[] => rounds.get(name) ?? [];
const names = Object.keys(contestants)
  .filter((name) => name.startsWith('ours: '))
  .map((name) => name.slice('ours: '.length));

const compared = names.map((name): Row => {
  const [ours, bare] = [median(of(`ours: ${name}`)), median(of(`bare: ${name}`))];
  return { name, unit: 'ns/call', ours, bare, peers: {}, ratios: { 'ours/bare': ours / bare } };
});
for (const name of names) {
  const { low, high } = ratioInterval(of(`ours: ${name}`), of(`bare: ${name}`));
  console.log(`${name}: ${low.toFixed(2)}–${high.toFixed(2)}× bare (95 %)`);
}
for (const { name, ours } of compared.filter((row) => row.name.startsWith('decision'))) {
  console.log(`${name}: ${Math.round(1e9 / ours).toLocaleString('en')} a second`);
}

const loadedWaits = await underLoad();
const loaded = (['GET', 'PUT'] as const).map((method): Row => {
  const ours = median(loadedWaits.whole[method]);
  const bare = median(loadedWaits.bare[method]);
  const verb = method === 'GET' ? 'reads' : 'writes';
  const missed = ours >= P95_GOAL_MS;
  // A machine on which even the bare server misses it says nothing about ours.
  if (missed && bare < P95_GOAL_MS) process.exitCode = 1;
  console.log(
    `${missed ? 'MISSED ' : ''}${LOAD_CLIENTS} clients, ${verb}: p95 ${ours.toFixed(1)} ms (bare ${bare.toFixed(1)}), goal < ${P95_GOAL_MS} ms`,
  );
  return {
    name: `p95 of ${verb}, SQLite, ${LOAD_CLIENTS} clients on loopback`,
    unit: 'ns/call',
    ...{ ours: ours * 1e6, bare: bare * 1e6, peers: {}, ratios: { 'ours/bare': ours / bare } },
  };
});
report('server', [...compared, ...loaded]);

type Waits = Record<'GET' | 'PUT', number[]>;

/**
 * The 95th percentile of each round in milliseconds, reads and writes apart. Both servers are asked in
 * turn, so that whatever else the machine and its disk are doing hits both.
 */
async function underLoad(): Promise<Record<'bare' | 'whole', Waits>> {
  const worker = path.join(import.meta.dirname, 'server-load-worker.ts');
  const servers = (['bare', 'whole'] as const).map((kind) => ({
    kind,
    child: fork(worker, [kind]),
  }));
  const waits = { bare: { GET: [], PUT: [] }, whole: { GET: [], PUT: [] } } as Record<
    'bare' | 'whole',
    Waits
  >;
  try {
    const asked = await Promise.all(
      servers.map(async ({ kind, child }) => {
        const [port] = (await once(child, 'message')) as [number];
        return { kind, ask: requestsTo(port) };
      }),
    );
    // The first round of each is its warm-up; the writes make what the reads find.
    for (let index = -1; index < LOAD_ROUNDS; index += 1) {
      for (const method of ['PUT', 'GET'] as const) {
        for (const { kind, ask } of index % 2 === 0 ? asked : asked.toReversed()) {
          const p95 = await p95Of((client) => ask(method, client));
          if (index >= 0) waits[kind][method].push(p95);
        }
      }
    }
  } finally {
    for (const { child } of servers) child.kill();
  }
  return waits;
}

async function p95Of(ask: (client: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  const client = async (_: unknown, index: number): Promise<void> => {
    await sleep((index / LOAD_CLIENTS) * PACE_MS);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const next = sleep(PACE_MS);
      times.push(await ask(index));
      await next;
    }
  };
  await Promise.all(Array.from({ length: LOAD_CLIENTS }, client));
  return times.toSorted((left, right) => left - right)[Math.floor(times.length * 0.95)] ?? 0;
}

/** Asks for one row of one client, and says how many milliseconds the whole answer took. */
function requestsTo(port: number) {
  let key = 0;
  return async (method: 'GET' | 'PUT', client: number): Promise<number> => {
    const start = performance.now();
    key += 1;
    const answer = await fetch(`http://127.0.0.1:${port}/notes/${client}`, {
      method,
      ...(method === 'PUT' ? { body: `{"text":"She counts ${key} ships."}` } : {}),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `"key-${key}"`,
        'x-address': String(key % 1000),
        'x-user': String(key % 1000),
      },
    });
    await answer.text();
    if (!answer.ok) throw new Error(`${method} was answered ${answer.status}`);
    return performance.now() - start;
  };
}
