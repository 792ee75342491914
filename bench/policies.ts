// Measures the cost of policies around a function that resolves at once, against no policies and against
// peers.
import path from 'node:path';
import { contest } from './harness/contest.ts';
import type { Rounds } from './harness/contest.ts';
import { report } from './harness/report.ts';
import type { Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { contestants } from './policies-contestants.ts';

interface Goal {
  readonly what: string;
  readonly against: string;
  readonly limit: number;
}

const FOUR = 'ours: all four';
const goals: readonly Goal[] = [
  { what: FOUR, against: 'bare', limit: 10 },
  { what: FOUR, against: 'cockatiel: all four', limit: 0.1 },
  { what: FOUR, against: 'cockatiel: all four, abortOnReturn false', limit: 1 },
  { what: `${FOUR}, no-op sink`, against: FOUR, limit: 1.5 },
  ...['retry', 'breaker', 'timeout', 'bulkhead', 'deadline', 'fallback'].map((policy) => ({
    what: `ours: ${policy}`,
    against: `cockatiel: ${policy}`,
    limit: 1.1,
  })),
  {
    what: 'ours: timeout',
    against: 'cockatiel: timeout, abortOnReturn false',
    limit: 1.1,
  },
];
const METRICS = 'ours: one event into metrics';
const METRICS_LIMIT_NS = 2_000;

const short = process.argv.includes('--short');
const gated = [...new Set([METRICS, ...goals.flatMap(({ what, against }) => [what, against])])];
const names = short
  ? ['bare', ...gated.filter((name) => name !== 'bare')]
  : Object.keys(contestants);
const worker = path.join(import.meta.dirname, 'policies-worker.ts');
const rounds = await contest(worker, names, short ? 101 : 151);

const of = (name: string): readonly number[] => rounds.get(name) ?? [];
report('policies', toRows(rounds));

for (const { what, against, limit } of goals) {
  const { low, high } = ratioInterval(of(what), of(against));
  // Only the lower bound may fail a build, because a busy machine widens the interval.
  const missed = low > limit;
  if (missed) process.exitCode = 1;
  const range = `${low.toFixed(2)}–${high.toFixed(2)}×`;
  console.log(`${missed ? 'MISSED ' : ''}${what} / ${against}: ${range} (95 %), goal ≤ ${limit}×`);
}
const eventNs = median(of(METRICS));
if (eventNs > METRICS_LIMIT_NS) process.exitCode = 1;
console.log(`${METRICS}: ${Math.round(eventNs)} ns, goal < ${METRICS_LIMIT_NS} ns`);

function toRows(measured: Rounds): Row[] {
  const bare = median(of('bare'));
  const ns = (name: string): number => median(of(name));
  return [...measured.keys()]
    .filter((name) => name.startsWith('ours: '))
    .map((name) => {
      const what = name.slice('ours: '.length);
      const ours = ns(name);
      const peers = Object.fromEntries(
        [...measured.keys()]
          .filter((peer) => !peer.startsWith('ours: ') && peer.includes(`: ${what}`))
          .map((peer) => [peer.replace(`: ${what}`, ''), ns(peer)]),
      );
      const ratios = {
        'ours/bare': ours / bare,
        ...Object.fromEntries(
          Object.entries(peers).map(([peer, value]) => [`${peer}/ours`, value / ours]),
        ),
      };
      return { name: what, unit: 'ns per call', ours, bare, peers, ratios };
    });
}
