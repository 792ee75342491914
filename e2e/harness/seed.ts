import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';

/**
 * Creates characters in the signed-in account by the API, for tests that are not about creating them.
 */
export async function seedCharacters(
  request: APIRequestContext,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await seedCharacter(request, name);
}

/** Creates one character, optionally with a given id. */
export async function seedCharacter(
  request: APIRequestContext,
  name: string,
  id: string = randomUUID(),
): Promise<void> {
  const answer = await request.put(`/api/characters/${id}`, {
    headers: { 'idempotency-key': `"${randomUUID()}"`, 'sec-fetch-site': 'same-origin' },
    data: {
      name,
      role: 'somebody to write notes about',
      temperament: 'sanguine',
      traits: ['patient'],
      backstory: '',
    },
  });
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
}
