// Writes one note and dies by its own hand at the stage it is told: a crash nobody can prepare for.
import { createIdempotency } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { noteRequest, openNotes, writeNote } from './notes-database.ts';

const [, , file = '', stage = ''] = process.argv;
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const database = await openNotes(file);
await createIdempotency({ store: sqlStore(database) })(noteRequest(), {
  subject: 'mara',
  work: async (transaction) => {
    const answer = await writeNote(transaction);
    if (stage === 'before its commit') die();
    return answer;
  },
});
if (stage === 'after its commit') die();
