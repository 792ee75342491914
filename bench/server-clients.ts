import { randomUUID } from 'node:crypto';
import type { Ask } from './harness/crowd.ts';
import type { LoadedServer } from './harness/loaded-server.ts';

/** The requests of the clients in a crowd. */
export interface Clients {
  list(client: number): Ask;
  put(client: number): Ask;
}

// Several devices of each user.
const USERS = 20;

/** Clients of the apps in bench/server-apps.ts. */
export function appClients(): Clients {
  let count = 0;
  return {
    list: (client) => ({ method: 'GET', path: '/notes', headers: headersOf(client) }),
    put(client) {
      count += 1;
      return {
        method: 'PUT',
        path: `/notes/${client}`,
        headers: { ...headersOf(client), 'idempotency-key': `"key-${count}"` },
        body: `{"text":"She counts ${count} ships."}`,
      };
    },
  };
}

function headersOf(client: number) {
  return {
    'content-type': 'application/json',
    'x-address': String(client),
    'x-user': String(client % USERS),
  };
}

/** Clients of Fireside: each changes a character of its own and lists all those of its user. */
export async function firesideClients({ port }: LoadedServer): Promise<Clients> {
  const cookies = await Promise.all(
    Array.from({ length: USERS }, (_, user) => signUp(port, `writer ${user} of the bench`)),
  );
  const headers = (client: number) => ({
    'content-type': 'application/json',
    cookie: cookies[client % USERS] ?? '',
  });
  const characters = new Map<number, { readonly id: string; revision?: string }>();
  let count = 0;
  return {
    list: (client) => ({ method: 'GET', path: '/api/characters', headers: headers(client) }),
    put(client) {
      count += 1;
      const character = characters.get(client) ?? { id: randomUUID() };
      characters.set(client, character);
      const revision = randomUUID();
      const condition: Record<string, string> =
        character.revision === undefined
          ? { 'if-none-match': '*' }
          : { 'if-match': `"${character.revision}"` };
      return {
        method: 'PUT',
        path: `/api/characters/${character.id}`,
        headers: {
          ...headers(client),
          ...condition,
          'idempotency-key': `"${randomUUID()}"`,
        },
        body: JSON.stringify({
          name: 'Ada',
          role: 'keeper of the lighthouse',
          temperament: 'melancholic',
          traits: ['patient', 'watchful'],
          backstory: `She counts ${count} ships.`,
          revision,
        }),
        onAnswer: () => (character.revision = revision),
      };
    },
  };
}

async function signUp(port: number, name: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: 'seven grey gulls on the pier' }),
  });
  if (!answer.ok) throw new Error(`Signing up was answered ${answer.status}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
