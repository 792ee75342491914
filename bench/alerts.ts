// Measures one look at 100 alert rules over 24 hours of counts by the minute, against an engine that would scan
// these rows once for each rule. The first look of a server reads and indexes every row; every later look reads the last
// minutes. `-- --short` takes fewer rounds.
import { createFreshWindows } from '../packages/server/src/alerts/engine/fresh-windows.ts';
import { judgeAll } from '../packages/server/src/alerts/engine/judge-all.ts';
import { horizonsOf } from '../packages/server/src/alerts/rules/horizon.ts';
import type { AlertRule } from '../packages/server/src/alerts/rules/alert-rule.ts';
import type { RollupMeasure, RollupRow } from '../packages/server/src/monitoring/rollup.ts';
import { seededRandom } from '../packages/testing/src/seeded-random.ts';
import { report } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const NOW = Date.UTC(2026, 10, 30, 12);
const LIMIT_MS = 50;
const MOST_OF_SCANS = { 'first look': 0.5, 'later look': 0.2 };
const rounds = process.argv.includes('--short') ? 15 : 101;

const random = seededRandom(14);
const operations = Array.from({ length: 12 }, (_, index) => `operation.${index}`);
const details: Readonly<Partial<Record<RollupMeasure, readonly string[]>>> = {
  operation: ['live', 'failed'],
  failure: ['TIMEOUT', 'NETWORK_FAILED'],
  request: ['ok', 'failed'],
};
const rows: RollupRow[] = [];
for (let minute = NOW - DAY; minute < NOW; minute += MINUTE) {
  for (const operation of operations) {
    for (const [measure, each] of Object.entries(details)) {
      for (const detail of each) {
        const isBad = detail !== 'live' && detail !== 'ok';
        const count = Math.floor(random() * (isBad ? 2 : 20));
        if (count > 0)
          rows.push({
            ...{ minute, operation, detail, release: '1.2.0', count },
            measure: measure as RollupMeasure,
          });
      }
    }
  }
}

const rules = Array.from({ length: 100 }, (_, index): AlertRule => {
  const operation = operations[index % operations.length] ?? '';
  const base = { id: `rule-${index}`, title: 'Rule', severity: 'warning' } as const;
  const bad = { measure: 'operation', operation, detail: 'failed' } as const;
  const all = { measure: 'operation', operation } as const;
  const kinds: readonly [AlertRule, ...AlertRule[]] = [
    {
      ...base,
      kind: 'burnRate',
      bad,
      all,
      objective: 0.99,
      windows: [
        { factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE },
        { factor: 6, longMs: 6 * HOUR, shortMs: 30 * MINUTE },
        { factor: 1, longMs: DAY, shortMs: 6 * HOUR },
      ],
    },
    {
      ...base,
      kind: 'threshold',
      of: { what: 'ratio', count: bad, among: all },
      is: 'above',
      limit: 0.5,
      windowMs: HOUR,
    },
    {
      ...base,
      kind: 'threshold',
      of: { what: 'rate', count: { measure: 'failure' } },
      is: 'above',
      limit: 99,
      windowMs: DAY,
      per: ['operation', 'detail'],
    },
    {
      ...base,
      kind: 'absence',
      count: { measure: 'request', operation },
      windowMs: 15 * MINUTE,
      beforeMs: 23 * HOUR,
    },
    { ...base, kind: 'newKind', count: { measure: 'failure' }, windowMs: DAY },
  ];
  return kinds[index % kinds.length] ?? kinds[0];
});
const horizons = horizonsOf(rules, {});
const store = {
  read: async (
    { from, to }: { readonly from: number; readonly to: number },
    measures?: readonly RollupMeasure[],
  ) =>
    rows.filter((row) => row.minute >= from && row.minute < to && measures?.includes(row.measure)),
};
// The bench does not measure the store, so its rows are already in memory.
const ready = new Map<string, readonly RollupRow[]>();
const counted = {
  async read(
    range: { readonly from: number; readonly to: number },
    measures?: readonly RollupMeasure[],
  ) {
    const name = [range.from, ...(measures ?? [])].join();
    const known = ready.get(name);
    if (known) return known;
    const read = await store.read(range, measures);
    ready.set(name, read);
    return read;
  },
};

async function lookAnew(): Promise<void> {
  const windows = await createFreshWindows(counted).refresh(NOW, horizons);
  judgeAll(rules, { windows, now: NOW, judges: {} }, new Map());
}
const kept = createFreshWindows(counted);
let now = NOW;
let memories = new Map<string, unknown>();
async function lookAgain(): Promise<void> {
  now += 1_500;
  const windows = await kept.refresh(Math.min(now, NOW + 4 * MINUTE), horizons);
  const { rules: judged } = judgeAll(rules, { windows, now, judges: {} }, memories);
  memories = new Map([
    ...memories,
    ...judged.flatMap(({ rule, memory }) =>
      memory === undefined ? [] : [[rule.id, memory] as const],
    ),
  ]);
}
/** The windows of a rule. In the other engine, each window is a scan of all rows. */
const scans = rules.map((_, index) => ({
  measure: (['operation', 'failure', 'request'] as const)[index % 3],
  operation: operations[index % operations.length],
  from: NOW - ((index % 24) + 1) * HOUR,
}));
let total = 0;
async function scanForEach(): Promise<void> {
  for (const { measure, operation, from } of scans) {
    for (const row of rows) {
      if (row.measure === measure && row.operation === operation && row.minute >= from) {
        total += row.count;
      }
    }
  }
}

const times: Record<'anew' | 'again' | 'scans', number[]> = { anew: [], again: [], scans: [] };
await lookAgain();
for (let round = -2; round < rounds; round += 1) {
  for (const [name, run] of [
    ['anew', lookAnew],
    ['again', lookAgain],
    ['scans', scanForEach],
  ] as const) {
    const begun = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one at a time
    await run();
    if (round >= 0) times[name].push(performance.now() - begun);
  }
  now = NOW;
}

const [anew, again, bare] = [times.anew, times.again, times.scans].map(median) as [
  number,
  number,
  number,
];
report('alerts', [
  {
    name: `100 rules, ${rows.length} rows, first look`,
    unit: 'µs',
    ours: anew * 1_000,
    bare: bare * 1_000,
    peers: {},
    ratios: { 'ours/bare': anew / bare },
  },
  {
    name: '100 rules, each later look',
    unit: 'µs',
    ours: again * 1_000,
    bare: bare * 1_000,
    peers: {},
    ratios: { 'ours/bare': again / bare },
  },
]);
// The fastest round shows the time of the code, because a busy machine only adds to it.
const least = (each: readonly number[]): string => Math.min(...each).toFixed(1);
console.log(
  `At best: first look ${least(times.anew)} ms, later ones ${least(times.again)} ms, goal < ${LIMIT_MS} ms; a scan for each rule ${least(times.scans)} ms. ${total} counted.`,
);
for (const [name, look] of [
  ['first look', times.anew],
  ['later look', times.again],
] as const) {
  const { low, high } = ratioInterval(look, times.scans);
  const isMissed = low > MOST_OF_SCANS[name] || Math.min(...look) > LIMIT_MS;
  console.log(
    `${isMissed ? 'MISSED ' : ''}a ${name} / a scan for each rule: ${low.toFixed(2)}–${high.toFixed(2)}× (95 %), goal ≤ ${MOST_OF_SCANS[name]}×`,
  );
  if (isMissed) process.exitCode = 1;
}
