// A server of the proof: it writes notes, enqueues an event for each in the same transaction, and has a relay.
// `node relay-server.ts <database> <kind of the receiver> <its address> <settings as JSON>`
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { createRelay } from '@holdfast/server/relay';
import { toEventLine } from '@holdfast/server/parts';
import { sqlRelayStore, transact } from '@holdfast/server/sql';
import { sql } from 'kysely';
import { type NoteBody, openNotes } from './notes.ts';
import { openSink, SINK } from './targets/open-sink.ts';
import type { Target } from './targets/target.ts';
import { troubledSink } from './troubled-sink.ts';

export interface ServerSettings {
  readonly keys: number;
  /** Notes in one transaction, and the pause after it. */
  readonly batch: number;
  readonly pauseMs: number;
  /** One in this many notes is bad, and the first of this key is deadly. */
  readonly badOneIn: number;
  readonly deadlyKey: string;
  /** A file that ends the writing of notes. */
  readonly quiet: string;
}

const [, , address = '', kind = 'http', receiver = '', given = '{}'] = process.argv;
const settings = JSON.parse(given) as ServerSettings;
const database = await openNotes(address);
const relay = createRelay({
  store: sqlRelayStore(database),
  sinks: [troubledSink(openSink[kind as Target['kind']](receiver))],
  onPoison: 'skip',
  ...{ leaseMs: 1000, pollMs: 200, sendTimeoutMs: 5000, measureMs: 500, doneMs: 600_000 },
  log: {
    event: (_, name, details = {}) =>
      void process.stderr.write(`${JSON.stringify(toEventLine(name, details))}\n`),
  },
});
relay.start();

/** Writes notes of random keys in one transaction, with an event for each. */
async function writeNotes(): Promise<void> {
  const keys = Array.from(
    { length: settings.batch },
    () => `k${Math.floor(Math.random() * settings.keys)}`,
  ).toSorted();
  await transact(database, async (transaction) => {
    const bodies: { readonly key: string; readonly body: NoteBody }[] = [];
    for (const key of keys) {
      // oxlint-disable-next-line no-await-in-loop -- one connection
      const { n } = await transaction
        .insertInto('notes')
        .values({ key, n: 1 })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ n: sql`notes.n + 1` }))
        .returning('n')
        .executeTakeFirstOrThrow();
      bodies.push({ key, body: { n, kind: kindOf(key, n) } });
    }
    await relay.enqueue(
      transaction,
      bodies.map(({ key, body }) => ({
        ...{ sink: SINK, topic: 'notes', key, body, id: `${key} ${body.n}` },
      })),
    );
  });
  relay.notify();
}

function kindOf(key: string, n: number): NoteBody['kind'] {
  if (key === settings.deadlyKey && n === 3) return 'deadly';
  // The note itself decides, so that every server agrees.
  const number = n * settings.keys + Number(key.slice(1));
  return number % settings.badOneIn === settings.badOneIn - 1 ? 'bad' : 'good';
}

// A kill leaves no time to write it.
flushCompileCache();
process.stdout.write(`ready at http://127.0.0.1/\n`);
while (!existsSync(settings.quiet)) {
  // A database that is busy or away refuses a note; then nothing of it was kept.
  // oxlint-disable-next-line no-await-in-loop -- one transaction after another
  await writeNotes().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  // oxlint-disable-next-line no-await-in-loop -- the pause after it
  await pause(settings.pauseMs);
}
