// Shows that alerts lose no transition and tell none twice: seeded schedules of failures that come, flap and go, with
// servers that die or stand still at any point and receivers that refuse, break and lose answers. Two servers run the real engine and
// the real relay on shared stores, on virtual time. Debian's Alertmanager plays some of the schedules in real time
// beside it. Then real servers on
// SQLite and on PostgreSQL are killed with SIGKILL. `-- --schedules=50` plays fewer, `-- --seed=7` plays one again, `-- --short` is the form for CI.
import { parseArgs } from 'node:util';
import { hasAlertmanager, playAlertmanager } from './alerts/alertmanager.ts';
import { type Account, judgePlay } from './alerts/judge-play.ts';
import { playSchedule } from './alerts/play-schedule.ts';
import { killServers } from './alerts/kill-servers.ts';
import { drawSchedule } from './alerts/schedule.ts';
import { onPostgres, onSqlite } from './server-writes/on-each-database.ts';
import { startPostgres } from '../scripts/postgres.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    schedules: { type: 'string' },
    seed: { type: 'string' },
    peers: { type: 'string', default: '20' },
    kills: { type: 'string', default: '12' },
    short: { type: 'boolean', default: false },
  },
});
const LIMIT_MS = 35_000;
const FIRST_SEED = 20_261_130;
const count = Number(values.schedules ?? (values.short ? 12 : 1_000));
const seeds =
  values.seed === undefined
    ? Array.from({ length: count }, (_, index) => FIRST_SEED + index)
    : [Number(values.seed)];

const withPeer = !values.short && values.seed === undefined && hasAlertmanager();
const peer = withPeer
  ? playAlertmanager(seeds.slice(0, Number(values.peers)).map(drawSchedule), 3)
  : undefined;
if (!withPeer)
  console.log('Alertmanager is left out: this is a short run, or it is not installed.');

const accounts: Account[] = [];
let [died, refused, frozen] = [0, 0, 0];
for (const seed of seeds) {
  // oxlint-disable-next-line no-await-in-loop -- one schedule after the other
  const play = await playSchedule(drawSchedule(seed));
  died += play.died;
  refused += play.refused;
  frozen += play.frozenAt.length;
  const account = judgePlay(play);
  accounts.push(account);
  for (const violation of [...account.lost, ...account.doubled]) console.error(violation);
}

const sum = (of: (account: Account) => number): number =>
  accounts.reduce((total, account) => total + of(account), 0);
const quiet = accounts.flatMap(({ quietMs }) => quietMs).toSorted((one, other) => one - other);
const hard = accounts.flatMap(({ hardMs }) => hardMs).toSorted((one, other) => one - other);
const seconds = (ms: number | undefined): string =>
  ms === undefined ? '–' : `${(ms / 1_000).toFixed(1)} s`;
const [lost, doubled] = [sum((one) => one.lost.length), sum((one) => one.doubled.length)];
const peerAccount = await peer;
console.table([
  {
    engine: 'Holdfast, two servers',
    schedules: seeds.length,
    fires: sum((one) => one.fires),
    lost,
    doubled,
    'repeats after a lost answer': sum((one) => one.repeats),
    'slowest first notice': seconds(quiet.at(-1)),
  },
  ...(peerAccount
    ? [
        {
          engine: 'Alertmanager 0.25, real time',
          schedules: Math.min(seeds.length, Number(values.peers)),
          fires: peerAccount.fires,
          lost: peerAccount.lost,
          doubled: peerAccount.doubled,
          'repeats after a lost answer': peerAccount.repeats,
          'slowest first notice': `group wait + ${seconds(peerAccount.slowestMs)}`,
        },
      ]
    : []),
]);
console.log(
  `${died} deaths, ${frozen} standstills, ${refused} refusals. First notice near one of them: p50 ${seconds(hard[Math.floor(hard.length / 2)])}, slowest ${seconds(hard.at(-1))}.`,
);
const isLate = (quiet.at(-1) ?? 0) > LIMIT_MS;
if (isLate) console.error(`A first notice took more than ${seconds(LIMIT_MS)}.`);
let isWrong = lost + doubled > 0 || isLate;

if (!values.short && values.seed === undefined) {
  const goals = { kills: Number(values.kills), episodes: 3, seed: FIRST_SEED };
  const postgres = await startPostgres();
  const killed = {
    SQLite: await onSqlite((address) => killServers(address, goals)),
    ...(postgres && {
      PostgreSQL: await onPostgres(postgres.url, (address) => killServers(address, goals)),
    }),
  };
  postgres?.stop();
  for (const [database, account] of Object.entries(killed)) {
    for (const violation of [...account.lost, ...account.doubled]) console.error(violation);
    console.log(
      `${database}: ${account.kills} SIGKILLs, ${account.cuts} cut answers, ${account.transitions} transitions: ${account.lost.length} lost, ${account.doubled.length} doubled, ${account.repeats} repeats after a lost answer.`,
    );
    isWrong ||= account.lost.length + account.doubled.length > 0;
  }
}
process.exit(isWrong ? 1 : 0);
