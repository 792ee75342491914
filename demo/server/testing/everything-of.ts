import { randomUUID } from 'node:crypto';
import { FIRST_REVISION } from '../../contract/character.ts';
import type { OwnedIds } from './owner-trials.ts';
import { draft, type Writer } from './writer.ts';

export const ownedIds = (): OwnedIds => ({
  ...{ character: randomUUID(), other: randomUUID(), relationship: randomUUID() },
  ...{ portrait: randomUUID(), story: randomUUID(), chapter: randomUUID(), take: randomUUID() },
  stream: randomUUID(),
});

/** Words that stand only in the texts of this writer. */
export const secrets = ['Annabel', 'lamp oil', 'drowned bell'] as const;

/** Sends one request as a writer, with a key of its own. */
export function sendAs(
  writer: Pick<Writer, 'fetch'>,
  [method, address]: readonly [string, string],
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return writer.fetch(address, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: {
      ...{ 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
      ...headers,
    },
  });
}

/** Gives a writer one of everything that a writer can have, and returns the ids. */
export async function giveEverything(writer: Writer): Promise<OwnedIds> {
  const ids = ownedIds();
  const { character, other, relationship, portrait, story, chapter, take } = ids;
  const isNew = { 'if-none-match': '*' };
  const send = async (
    ...request: Parameters<typeof sendAs> extends [unknown, ...infer R] ? R : never
  ) => {
    const answer = await sendAs(writer, ...request);
    if (!answer.ok) throw new Error(`${request[0].join(' ')}: ${await answer.text()}`);
    return answer;
  };
  const sheet = { ...draft, name: 'Annabel', backstory: 'She sells lamp oil.' };
  await send(['PUT', `/api/characters/${character}`], { ...sheet, revision: 'c1' }, isNew);
  await send(['PUT', `/api/characters/${other}`], { ...sheet, revision: 'o1' }, isNew);
  await send(['POST', `/api/characters/${character}/notes`], { text: 'A drowned bell.' });
  const look = { paper: 'moss', silhouette: 'tall', age: 40 };
  await send(['POST', '/api/portraits'], {
    ...{ characterId: character, ids: [portrait], name: 'Annabel', description: '', look },
  });
  const bond = { id: relationship, between: 'characters', fromId: character, toId: other };
  await send(
    ['PUT', `/api/relationships/${relationship}`],
    { relationship: { ...bond, kind: 'friend', weight: 2, note: 'lamp oil' }, revision: 'r1' },
    isNew,
  );
  await send(
    ['PUT', `/api/stories/${story}`],
    {
      ...{ title: 'The drowned bell', setting: '', tone: 'warm', length: 'short' },
      ...{ characterIds: [character], revision: 's1' },
    },
    isNew,
  );
  const inChapter = `/api/stories/${story}/chapters/${chapter}`;
  await send(['PUT', inChapter], { title: 'Annabel goes' });
  await send(
    ['PUT', `${inChapter}/takes/${take}`],
    { origin: 'written', parentId: null, text: 'Annabel rang the drowned bell.', revision: 'k1' },
    { 'if-match': `"${FIRST_REVISION}"` },
  );
  const told = await send(['POST', '/api/backstories'], {
    ...{ characterId: character, language: 'en', name: 'Annabel', role: '', temperament: null },
    ...{ traits: [], wish: '', before: '' },
  });
  const stream = (told.headers.get('location') ?? '').split('/').at(-1) ?? '';
  await told.body?.cancel();
  return { ...ids, stream };
}
