import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';

interface SeededStory {
  readonly id: string;
  readonly title: string;
  readonly characterIds?: readonly string[];
  /** The last take of each chapter is the chosen one. */
  readonly chapters: readonly { readonly title: string; readonly takes: readonly string[] }[];
}

/** Creates a story with texts of the writer's own in the signed-in account, by the API. */
export async function seedStory(
  request: APIRequestContext,
  { id, title, characterIds = [], chapters }: SeededStory,
): Promise<void> {
  const send = async (
    path: string,
    data: unknown,
    condition: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const key = { 'idempotency-key': `"${randomUUID()}"`, 'sec-fetch-site': 'same-origin' };
    const answer = await request.put(`/api/stories/${id}${path}`, {
      headers: { ...key, ...condition },
      data,
    });
    if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
    return ((await answer.json()) as { readonly revision: string }).revision;
  };
  const draft = { title, setting: '', tone: 'wry', length: 'short', characterIds };
  await send('', { ...draft, revision: randomUUID() }, { 'if-none-match': '*' });
  for (const { title: chapterTitle, takes } of chapters) {
    const place = `/chapters/${randomUUID()}`;
    let basedOn = await send(place, { title: chapterTitle });
    for (const text of takes) {
      const take = { origin: 'written', parentId: null, text, revision: randomUUID() };
      const condition = { 'if-match': `"${basedOn}"` };
      basedOn = await send(`${place}/takes/${randomUUID()}`, take, condition);
    }
  }
}
