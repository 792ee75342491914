import { setTimeout as wait } from 'node:timers/promises';

/** The answer about a note, as the client got it. */
export interface Acknowledged {
  readonly key: string;
  readonly id: string;
  readonly replayed: boolean;
  readonly attempts: number;
}

const MAX_ATTEMPTS = 2000;

/** Sends one note under one key until a server acknowledges it, however many servers die meanwhile. */
export async function writeNote(key: string, serverUrl: () => string): Promise<Acknowledged> {
  for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts += 1) {
    const response = await fetch(`${serverUrl()}/notes`, {
      method: 'POST',
      body: key,
      headers: { 'idempotency-key': `"${key}"` },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (response?.status === 201) {
      const told = (await response.json().catch(() => undefined)) as { id: string } | undefined;
      const replayed = response.headers.get('idempotency-replayed') === 'true';
      if (told) return { key, id: told.id, replayed, attempts };
    } else {
      await response?.body?.cancel();
      if (response && response.status !== 409 && response.status < 500) {
        throw new Error(`A note was refused with ${response.status}.`);
      }
    }
    await wait(10 + Math.random() * 40);
  }
  throw new Error(`${key} was never answered.`);
}
