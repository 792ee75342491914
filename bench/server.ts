// Measures the cost of the whole stack around its routes, against the same routes on bare Hono with the same
// database. Also measures how fast limits are decided, and how long crowds wait on loopback, also for Fireside.
import path from 'node:path';
import { DATABASE_URL_VARIABLE, startPostgres } from '../scripts/postgres.ts';
import { contest } from './harness/contest.ts';
import { report, type Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { contestants } from './server-contestants.ts';
import { type Load, underLoad } from './server-under-load.ts';

const isShort = process.argv.includes('--short');

// On databases only: in memory the work of a route is too small to compare the cost of the stack with.
const RATIO_GOAL = 2;
const P95_GOALS_MS = { list: 400, put: 600 };
const LATE_GOAL_MS = 50;
const MANY = 200;

const postgres = await startPostgres({ sync: true });
if (postgres) process.env[DATABASE_URL_VARIABLE] = postgres.url;
else console.log('No PostgreSQL on this machine: only SQLite is measured.');
const databases = ['SQLite', ...(postgres ? ['PostgreSQL'] : [])];

const entered = Object.keys(contestants).filter((name) => postgres || !name.endsWith('PostgreSQL'));
const rounds = await contest(
  path.join(import.meta.dirname, 'server-worker.ts'),
  entered,
  isShort ? 11 : 31,
);
const of = (name: string): readonly number[] => rounds.get(name) ?? [];
const names = entered
  .filter((name) => name.startsWith('ours: '))
  .map((name) => name.slice('ours: '.length));

const compared = names.map((name): Row => {
  const [ours, bare] = [median(of(`ours: ${name}`)), median(of(`bare: ${name}`))];
  return { name, unit: 'ns/call', ours, bare, peers: {}, ratios: { 'ours/bare': ours / bare } };
});
for (const name of names) {
  const { low, high } = ratioInterval(of(`ours: ${name}`), of(`bare: ${name}`));
  const hasGoal = databases.some((where) => name.endsWith(where)) && !name.startsWith('decision');
  const isMissed = hasGoal && low > RATIO_GOAL;
  if (isMissed) process.exitCode = 1;
  console.log(
    `${isMissed ? 'MISSED ' : ''}${name}: ${low.toFixed(2)}–${high.toFixed(2)}× bare (95 %)${hasGoal ? `, goal ≤ ${RATIO_GOAL}×` : ''}`,
  );
}
for (const { name, ours } of compared.filter((row) => row.name.startsWith('decision'))) {
  console.log(`${name}: ${Math.round(1e9 / ours).toLocaleString('en')} a second`);
}
report('server', compared);

const loads = await underLoad({
  databases,
  crowds: [50, MANY],
  rounds: isShort ? 1 : 5,
  forMs: isShort ? 700 : 2000,
  postgres: postgres?.url,
});
postgres?.stop();
report('server-load', loads.filter(({ server }) => server === 'whole').flatMap(rowsOf));
for (const load of loads) tell(load);

function rowsOf({ where, clients, kind }: Load): readonly Row[] {
  const [bare, whole, fireside] = (['bare', 'whole', 'Fireside'] as const).map((server) =>
    loads.find(
      (one) =>
        one.server === server &&
        one.where === where &&
        one.clients === clients &&
        one.kind === kind,
    ),
  );
  const row = (name: string, unit: string, values: (load: Load) => readonly number[]): Row => {
    const at = (load: Load | undefined): number => (load ? median(values(load)) : Number.NaN);
    return {
      name: `${kind}, ${where}, ${clients} clients: ${name}`,
      unit,
      ours: at(whole),
      bare: at(bare),
      peers: { Fireside: at(fireside) },
      ratios: { 'ours/bare': at(whole) / at(bare) },
    };
  };
  return [
    row('p50', 'ms', (load) => load.p50),
    row('p95', 'ms', (load) => load.p95),
    row('p99', 'ms', (load) => load.p99),
    row('answers', 'a second', (load) => load.perSecond),
    row('time-outs', 'in a round', (load) => load.timeOuts),
    row('p99 of event-loop delay', 'ms', (load) => load.lateMs),
  ];
}

/** Absolute figures are printed and never change the exit code, because the machine may be busy with other work. */
function tell({ server, where, clients, kind, p95, perSecond, timeOuts, lateMs }: Load): void {
  const goal = clients === MANY && server !== 'bare' ? P95_GOALS_MS[kind] : Infinity;
  const missed = [
    ...(median(p95) < goal ? [] : [`p95 < ${goal} ms`]),
    ...(server === 'bare' || median(lateMs) < LATE_GOAL_MS ? [] : [`loop < ${LATE_GOAL_MS} ms`]),
    ...(server === 'bare' || Math.max(...timeOuts) === 0 ? [] : ['no time-outs']),
  ];
  console.log(
    `${kind}, ${where}, ${clients} clients, ${server}: p95 ${median(p95).toFixed(0)} ms, ${median(perSecond).toFixed(0)} a second, loop ${median(lateMs).toFixed(1)} ms late${missed.length > 0 ? `; MISSED ${missed.join(', ')}` : ''}`,
  );
}
