import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Locator, Page } from '@playwright/test';

export interface SeededStory {
  readonly id: string;
  readonly chapterId: string;
  readonly path: string;
}

/** Creates a story with one chapter that has no text yet, by the API. */
export async function seedStory(request: APIRequestContext, title: string): Promise<SeededStory> {
  const [id, chapterId] = [randomUUID(), randomUUID()];
  const about = { title, setting: 'A harbour town', tone: 'warm', length: 'medium' };
  await put(request, `stories/${id}`, {
    ...{ ...about, characterIds: [], revision: randomUUID() },
  });
  await put(request, `stories/${id}/chapters/${chapterId}`, { title: '' }, {});
  return { id, chapterId, path: `/stories/${id}` };
}

/** Gives a chapter a text of the writer's own. It becomes the choice, which is then called `first`. */
export async function seedTake(
  request: APIRequestContext,
  { id, chapterId }: SeededStory,
  text: string,
  basedOn: string,
): Promise<void> {
  const take = { origin: 'written', parentId: null, text, revision: 'first' };
  const precondition = { 'if-match': `"${basedOn}"` };
  await put(
    request,
    `stories/${id}/chapters/${chapterId}/takes/${randomUUID()}`,
    take,
    precondition,
  );
}

async function put(
  request: APIRequestContext,
  path: string,
  data: unknown,
  precondition: Readonly<Record<string, string>> = { 'if-none-match': '*' },
): Promise<void> {
  const headers = { 'idempotency-key': `"${randomUUID()}"`, 'sec-fetch-site': 'same-origin' };
  const answer = await request.put(`/api/${path}`, {
    headers: { ...headers, ...precondition },
    data,
  });
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
}

/** The chapter of this number on the story's page. */
export const chapter = (page: Page, number = 1): Locator =>
  page.getByRole('region', { name: `Chapter ${number}`, exact: true });

/** The text of the first chapter as a reader sees it: its paragraphs, one to a line. */
export async function shownText(page: Page): Promise<string> {
  const paragraphs = await chapter(page)
    .locator('.manuscript-text')
    .first()
    .locator('p')
    .allTextContents();
  return paragraphs.join('\n');
}

/** A stored text with its paragraphs one to a line. */
export const inLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');

/** The state beside the text of a chapter. */
export const stateTitle = (page: Page, words: string | RegExp): Locator =>
  page.locator('.take-margin .state-title').filter({ hasText: words });
