import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright';

/** The ids of what the screens show. */
export interface SeededLibrary {
  readonly characterId: string;
  readonly storyId: string;
}

const people = [
  ['Mara Vance', 'lighthouse keeper who fears the dark', 'moss', 'tall', 61],
  ['Tom Okafor', 'ferryman with a forged licence', 'clay', 'broad', 44],
  ['Ilse Lind', 'clockmaker, late for everything', 'dusk', 'slight', 29],
  ['Bérénice Moreau', 'judge who collects lost gloves', 'rust', 'tall', 57],
  ['Old Kaspar', 'the last to remember the flood', 'ink', 'stooped', 88],
  ['Noor', 'cartographer of rooms', 'straw', 'slight', 33],
  ['Jun Sato', 'pearl diver who cannot swim back', 'moss', 'slight', 19],
  ['Wilhelmina Brandt', 'keeps the town’s secrets in jam jars', 'clay', 'broad', 70],
  ['ליאת', 'writes letters for other people', 'dusk', 'tall', 38],
] as const;

const bonds = [
  [0, 1, 'debt', 4, 'for the winter of ninety-one'],
  [0, 2, 'mentor', 3, ''],
  [1, 3, 'rival', 5, ''],
  [2, 5, 'friend', 4, 'since school'],
  [4, 0, 'family', 3, ''],
  [6, 5, 'love', 5, 'nobody knows'],
  [7, 3, 'friend', 2, ''],
  [8, 0, 'friend', 4, ''],
] as const;

const tales = [
  ['The lamp that answered', 'A harbour town in the last week of winter.', 'wistful', [0, 1, 4]],
  ['A map of small rooms', 'A boarding house in which no two doors agree.', 'wry', [2, 5]],
  ['Nine gloves', 'A courthouse, after hours.', 'eerie', [3, 7]],
  ['Low water', '', 'brisk', [1, 6]],
] as const;

const chapter = `The lamp went out at ten past four, and nobody in the harbour noticed but Mara, who had been waiting for it to happen for eleven years.

She did not go up at once. She finished the line she was writing, blotted it, and put the cap back on the pen, because the dark was patient and so was she. Then she counted the stairs aloud: a hundred and twelve, as always, and one more that she had never found by daylight.

“You are late,” said Tom from the gallery. He had rowed out without a light. His coat dripped on the brass, and in his hand he held the thing that she had lent him when they were both still young enough to lend things.

“I was busy,” she said. “I was being afraid of you coming.”`;

/** Fills the account that is signed in, by the API at `url`: by default where the requests go anyway. */
export async function seedLibrary(request: APIRequestContext, url = ''): Promise<SeededLibrary> {
  const send = async (
    method: string,
    path: string,
    data: unknown,
    condition: Readonly<Record<string, string>> = { 'if-none-match': '*' },
  ): Promise<{ readonly revision: string }> => {
    const answer = await request.fetch(`${url}/api/${path}`, {
      method,
      data,
      headers: {
        'idempotency-key': `"${randomUUID()}"`,
        'sec-fetch-site': 'same-origin',
        ...condition,
      },
    });
    if (!answer.ok())
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const ids = people.map(() => randomUUID());
  for (const [index, [name, role, paper, silhouette, age]] of people.entries()) {
    const id = ids[index] ?? '';
    const portraitId = randomUUID();
    const look = { paper, silhouette, age };
    const wish = { characterId: id, ids: [portraitId], name, description: role, look };
    await send('PUT', `characters/${id}`, {
      ...{ name, role, look, portraitId, temperament: 'melancholic' },
      traits: ['patient', 'counts everything', 'never says goodbye'],
      backstory: 'She has not slept through a night since the storm of ninety-one.',
    });
    await send('POST', 'portraits', wish, {});
  }
  for (const [from, to, kind, weight, note] of bonds) {
    const id = randomUUID();
    const ends = { fromId: ids[from], toId: ids[to] };
    const relationship = { id, between: 'characters', ...ends, kind, weight, note };
    await send('PUT', `relationships/${id}`, { relationship, revision: randomUUID() });
  }
  const storyIds = tales.map(() => randomUUID());
  for (const [index, [title, setting, tone, cast]] of tales.entries()) {
    const id = storyIds[index] ?? '';
    const characterIds = cast.map((at) => ids[at]);
    const draft = { title, setting, tone, length: 'short', characterIds };
    await send('PUT', `stories/${id}`, { ...draft, revision: randomUUID() });
    for (const chapterTitle of ['The hundred and thirteenth stair', 'What Tom brought']) {
      const chapterId = randomUUID();
      const place = `stories/${id}/chapters/${chapterId}`;
      const made = await send('PUT', place, { title: chapterTitle }, {});
      const condition = { 'if-match': `"${made.revision}"` };
      const take = { origin: 'written', parentId: null, text: chapter, revision: randomUUID() };
      await send('PUT', `${place}/takes/${randomUUID()}`, take, condition);
    }
  }
  return { characterId: ids[0] ?? '', storyId: storyIds[0] ?? '' };
}
