import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';

/** Puts characters into the signed-in account by the API, where making them is not what is tested. */
export async function seedCharacters(
  request: APIRequestContext,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await seedCharacter(request, name);
}

/** The same for one, which can be given an id. */
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
