// Pays for one order and dies by its own hand at the stage it is told.
import { appendFileSync } from 'node:fs';
import { createPaidEffects } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { noteRequest, openNotes, writeNote } from './notes-database.ts';

const [, , address = '', provider = '', stage = ''] = process.argv;
const die = (now: string): void => {
  if (now === stage) process.kill(process.pid, 'SIGKILL');
};

const database = await openNotes(address);
// A short lease, so that the test need not wait for it.
const paid = createPaidEffects({ store: sqlStore(database), leaseMs: 50 });
const answer = await paid(noteRequest(), {
  owner: 'mara',
  effect: async ({ providerKey }) => {
    die('before it paid');
    // The provider's book: a payment under a key it knows is the same payment.
    appendFileSync(provider, `${providerKey}\n`);
    die('after it paid');
  },
  settle: async (transaction) => {
    const written = await writeNote(transaction);
    die('before it settled');
    return written;
  },
});
die('after it settled');
process.stdout.write(`${answer.status} ${answer.headers.get('idempotency-replayed')}`);
await database.destroy();
