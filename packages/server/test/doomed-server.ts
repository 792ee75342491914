// Writes one note and kills itself at the stage that it is told: a crash that no code can prepare for.
import { createIdempotency } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { noteRequest, openNotes, writeNote } from './notes-database.ts';

const [, , file = '', stage = ''] = process.argv;
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const database = await openNotes(file);
await createIdempotency({ store: sqlStore(database) })(noteRequest(), {
  owner: 'mara',
  work: async (transaction) => {
    const answer = await writeNote(transaction);
    if (stage === 'before its commit') die();
    return answer;
  },
});
if (stage === 'after its commit') die();
