import { randomUUID } from 'node:crypto';
import { checkNotes, type NotesReport } from './check-notes.ts';
import { startNotesServer } from './start-notes-server.ts';
import { type Acknowledged, writeNote } from './write-note.ts';

export interface TwoServersReport extends NotesReport {
  readonly keys: number;
  readonly answers: number;
  readonly replayed: number;
  readonly attempts: number;
  /** Two answers to one key with different ids. */
  readonly contradictions: number;
}

/**
 * Many clients send the same keys to two servers of one database at once. Each client tries again until it
 * gets an answer. Half of the clients ask one server first, half the other.
 */
export async function throwAtTwoServers(
  address: string,
  { keys: count, clients }: { readonly keys: number; readonly clients: number },
): Promise<TwoServersReport> {
  const servers = [await startNotesServer(address), await startNotesServer(address)];
  const keys = Array.from({ length: count }, () => randomUUID());
  const answers: Acknowledged[] = [];
  const ask = async (client: number): Promise<void> => {
    // Every server gets every key, and neighbouring clients send it at about the same time.
    for (let index = client; index < 2 * count; index += clients) {
      const key = keys[Math.floor(index / 2)] ?? '';
      answers.push(await writeNote(key, () => servers[index % 2]?.url ?? ''));
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, (_, client) => ask(client)));
  } finally {
    for (const server of servers) await server.kill('SIGKILL');
  }
  const told = new Map(answers.map(({ key, id }) => [key, id]));
  return {
    keys: count,
    answers: answers.length,
    replayed: answers.filter(({ replayed }) => replayed).length,
    attempts: answers.reduce((sum, { attempts }) => sum + attempts, 0),
    contradictions: answers.filter(({ key, id }) => told.get(key) !== id).length,
    ...(await checkNotes(address, answers)),
  };
}
