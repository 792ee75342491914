// Shows that the promises about requests hold on bad lines, against a real server process. Every call ends
// in a value or a named failure, in time; no write takes effect twice; and every answer is true. `--
// --short` makes 300 calls under each hardship instead of 10 000, `-- --seed=7` makes other calls, `--
// --only=cuts` uses one mix.
import { parseArgs } from 'node:util';
import { hardships } from './requests/hardships.ts';
import { type Proof, proveHardship } from './requests/prove-hardship.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261125' },
    only: { type: 'string' },
  },
});
const calls = values.short ? 300 : 10_000;
const seed = Number(values.seed);

const proofs: Proof[] = [];
for (const hardship of hardships.filter(({ name }) => name === (values.only ?? name))) {
  const proof = await proveHardship(hardship, { calls, seed });
  proofs.push(proof);
  console.log(describeProof(proof));
  for (const violation of proof.violations.slice(0, 20)) console.error(`  ${violation}`);
}
console.table(proofs.map(toRow));

const violations = proofs.reduce((sum, proof) => sum + proof.violations.length, 0);
console.log(`${violations} violations. Seed ${seed}: npm run proof requests -- --seed=${seed}`);
if (violations > 0) process.exitCode = 1;

function toRow({ hardship, told, line, arrivals, sent, kept, violations: { length } }: Proof) {
  const live = told.filter(({ outcome }) => outcome.kind === 'live').length;
  const times = told.map(({ tookMs }) => tookMs).toSorted((left, right) => left - right);
  const quantile = (share: number): number =>
    Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
  return {
    hardship: hardship.name,
    calls: told.length,
    live,
    failed: told.length - live,
    'faults injected': Object.values(line.faults).reduce((sum, count) => sum + count, 0),
    sent,
    arrived: arrivals.arrived,
    'resent by the engine': arrivals.repeated,
    'notes kept': kept,
    'p50 ms': quantile(0.5),
    'p99 ms': quantile(0.99),
    'worst overdue ms': Number(Math.max(...told.map(({ overdueMs }) => overdueMs)).toFixed(1)),
    violations: length,
  };
}

function describeProof({ hardship, told, line }: Proof): string {
  const codes: Record<string, number> = {};
  for (const { outcome } of told) {
    const name = outcome.kind === 'live' ? 'live' : outcome.failure.code;
    codes[name] = (codes[name] ?? 0) + 1;
  }
  return `${hardship.name}: ${list(codes)}\n  line: ${list(line.faults) || 'no fault'} in ${line.turns} turns of ${line.connections} connections`;
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
