// Measures the cost that counting by the minute adds to the intake of events, with a store in memory and
// with SQLite. The time includes the flush of the counts.
import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createIntake } from '@holdfast/server';
import { createRollups, memoryRollupStore, withRollups } from '@holdfast/server/monitoring';
import { memoryTelemetryStore, type TelemetryStore } from '@holdfast/server/parts';
import { createRollupTables, createTelemetryTable, sqlStores } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { report, type Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { timed } from './harness/timed.ts';

const GOAL = 1.1;
const EVENTS = 50;
const BATCHES = 40;
const rounds = process.argv.includes('--short') ? 15 : 61;
const endless = { events: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

const failure = new Failure(catalogue.TIMEOUT, { incidentId: 'i-1' }).toJSON();
const operations = ['character.list', 'character.save', 'story.tell', 'story.list', 'note.add'];

/** The reports of pages: mostly operations, some with failed attempts, and now and then a trouble or a circuit. */
function eventOf(index: number): TelemetryEvent {
  const operation = operations[index % operations.length] ?? '';
  const at = 1_767_225_600_000 + index;
  const durationMs = (index * 7919) % 3000;
  switch (index % 10) {
    case 0:
      return {
        type: 'attempt.settled',
        at,
        name: operation,
        attempt: 1,
        durationMs,
        failure,
        delayMs: 9,
      };
    case 1:
      return { type: 'operation.settled', at, operation, outcome: 'failed', durationMs, failure };
    case 2:
      return { type: 'circuit.changed', at, name: 'reads', state: 'open' };
    case 3:
      return {
        ...{ type: 'incident.closed', at, name: operation, code: 'TIMEOUT', recovered: true },
        ...{ durationMs, failures: 2 },
      };
    default:
      return { type: 'operation.settled', at, operation, outcome: 'live', durationMs };
  }
}

function batchesOf(turn: number): readonly string[] {
  return Array.from({ length: BATCHES }, (_, batch) =>
    JSON.stringify({
      ...{ release: '1.4.0', session: `s${turn % 40}-${batch}` },
      events: Array.from({ length: EVENTS }, (__, index) => ({
        ...{ id: randomUUID(), severity: 'info', event: eventOf(index) },
      })),
    }),
  );
}

type Take = (body: string) => Promise<unknown>;

function intakeOf(store: TelemetryStore): Take {
  const intake = createIntake({ store, perSource: endless, inTotal: endless });
  const headers = { 'content-type': 'application/json' };
  return (body) => intake(new Request('http://bench/', { method: 'POST', body, headers }));
}

async function compare(
  name: string,
  bare: Take,
  ours: Take,
  flush: () => Promise<void>,
): Promise<Row> {
  const [ofBare, ofOurs]: [number[], number[]] = [[], []];
  // The first rounds are the warm-up.
  for (let turn = -3; turn < rounds; turn += 1) {
    const [left, right]: [number[], number[]] = [[], []];
    // Both sides take turns, batch by batch, so that other work on the machine affects both alike.
    for (const [index, body] of batchesOf(turn).entries()) {
      const other = body.replaceAll('"id":"', `"id":"o`);
      if (index % 2 === 0) left.push(await timed(() => bare(body)));
      right.push(await timed(() => ours(other)));
      if (index % 2 === 1) left.push(await timed(() => bare(body)));
    }
    const flushed = await timed(flush);
    if (turn < 0) continue;
    // The batch in the middle, because other work on the machine interrupts some of them.
    ofBare.push(median(left));
    ofOurs.push(median(right) + flushed / BATCHES);
  }
  const perEvent = 1e6 / EVENTS;
  const [without, counting] = [median(ofBare) * perEvent, median(ofOurs) * perEvent];
  const ratio = counting / without;
  const { low, high } = ratioInterval(ofOurs, ofBare);
  console.log(
    `${ratio <= GOAL ? '' : 'MISSED '}${name}: ${ratio.toFixed(3)}× without counts, goal ≤ ${GOAL}×; ${low.toFixed(2)}–${high.toFixed(2)}× (95 %)`,
  );
  return {
    ...{ name, unit: 'ns per event', ours: counting, bare: without },
    ...{ peers: {}, ratios: { 'ours/bare': ratio } },
  };
}

const inMemory = createRollups({ store: memoryRollupStore() });
const rows = [
  await compare(
    'a store in memory',
    intakeOf(memoryTelemetryStore()),
    intakeOf(withRollups(memoryTelemetryStore(), inMemory)),
    inMemory.flush,
  ),
];

async function openStores() {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createTelemetryTable(database);
  await createRollupTables(database);
  return { ...sqlStores(database), close: () => database.destroy() };
}
const [plain, counted] = [await openStores(), await openStores()];
const rollups = createRollups({ store: counted.rollups });
rows.push(
  await compare(
    'SQLite',
    intakeOf(plain.telemetry),
    intakeOf(withRollups(counted.telemetry, rollups)),
    rollups.flush,
  ),
);
await Promise.all([plain.close(), counted.close()]);
report('intake', rows);
