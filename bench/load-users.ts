import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import { type HttpAnswer, httpAsk } from './harness/http-ask.ts';

/** The measurements of all users together. */
export interface LoadTimes {
  readonly reads: number[];
  readonly writes: number[];
  /** From asking for a take to the beginning of its stream. */
  readonly begins: number[];
  /** Between two pieces of one stream. */
  readonly gaps: number[];
  /** Counts by status, and by kind of request. */
  readonly errors: Map<string, number>;
  /** Streams that came to their end, and those that did not. */
  streams: number;
  brokenStreams: number;
}

export const emptyTimes = (): LoadTimes => ({
  ...{ reads: [], writes: [], begins: [], gaps: [], errors: new Map() },
  ...{ streams: 0, brokenStreams: 0 },
});

export interface LoadUserOptions {
  readonly agent: Agent;
  /** The server for the next request. */
  readonly port: () => number;
  readonly name: string;
  /** The mean pause between two actions of a user. */
  readonly thinkMs: number;
  readonly times: LoadTimes;
}

export interface LoadUser {
  /** Does what a writer does, until the time is over. */
  live(until: number): Promise<void>;
}

interface Kept {
  readonly id: string;
  revision: string;
}

interface KeptStory extends Kept {
  readonly chapterId: string;
  chosen: string;
}

function pick<T>(list: readonly T[]): T {
  const [first] = list.toSpliced(0, Math.floor(Math.random() * list.length));
  if (first === undefined) throw new Error('There is nothing to choose from.');
  return first;
}

/** Signs up a user who has some characters and stories already. */
export async function createLoadUser(options: LoadUserOptions): Promise<LoadUser> {
  const { agent, port, name, thinkMs, times } = options;
  let cookie = '';

  const ask = (
    method: string,
    path: string,
    body?: unknown,
    basedOn?: string,
    onPiece?: (piece: string, at: number) => void,
  ): Promise<HttpAnswer> =>
    httpAsk({
      ...{ agent, port: port(), method, path, body },
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(method !== 'GET' && { 'idempotency-key': `"${randomUUID()}"` }),
        ...(basedOn !== undefined && { 'if-match': `"${basedOn}"` }),
        accept: 'application/x-ndjson, application/json, application/problem+json;q=0.9',
      },
      ...(onPiece && { onPiece }),
    });
  const measured = async (
    list: number[],
    what: string,
    answer: Promise<HttpAnswer>,
  ): Promise<HttpAnswer> => {
    const { status, tookMs, ...rest } = await answer;
    if (status >= 200 && status < 300) list.push(tookMs);
    else count(`${status} ${what}`);
    return { status, tookMs, ...rest };
  };
  const count = (error: string): void =>
    void times.errors.set(error, (times.errors.get(error) ?? 0) + 1);

  const characters: Kept[] = [];
  const stories: KeptStory[] = [];
  const saveCharacter = async (character: Kept, basedOn?: string): Promise<HttpAnswer> => {
    const body = {
      ...{ name: 'Ada', role: 'keeper of the lighthouse', temperament: 'melancholic' },
      ...{
        traits: ['patient', 'watchful'],
        backstory: `She counts ${Math.floor(Math.random() * 1000)} ships.`,
      },
      revision: character.revision,
    };
    return ask('PUT', `/api/characters/${character.id}`, body, basedOn);
  };
  const writeTake = (story: KeptStory, revision: string, basedOn: string): Promise<HttpAnswer> =>
    ask(
      ...([
        'PUT',
        `/api/stories/${story.id}/chapters/${story.chapterId}/takes/${randomUUID()}`,
      ] as const),
      { origin: 'written', parentId: null, revision, text: 'The lamp went out again. '.repeat(30) },
      basedOn,
    );

  const signedUp = await ask('POST', '/api/accounts', {
    ...{ name, password: 'seven grey gulls on the pier' },
  });
  if (signedUp.status >= 300) throw new Error(`Signing up: ${signedUp.status} ${signedUp.text}`);
  cookie = signedUp.cookie;
  for (let nth = 0; nth < 3; nth += 1) {
    const character = { id: randomUUID(), revision: randomUUID() };
    characters.push(character);
    // oxlint-disable-next-line no-await-in-loop -- a user makes one after another
    await saveCharacter(character);
  }
  for (let nth = 0; nth < 2; nth += 1) {
    const story = {
      id: randomUUID(),
      revision: randomUUID(),
      chapterId: randomUUID(),
      chosen: '1',
    };
    const body = {
      ...{ title: 'The lamp', setting: 'An island.', tone: 'wry', length: 'short' },
      ...{ characterIds: characters.map(({ id }) => id), revision: story.revision },
    };
    // oxlint-disable-next-line no-await-in-loop -- a chapter needs its story
    await ask('PUT', `/api/stories/${story.id}`, body);
    // oxlint-disable-next-line no-await-in-loop -- the same
    await ask('PUT', `/api/stories/${story.id}/chapters/${story.chapterId}`, { title: 'One' });
    stories.push(story);
  }

  const read = async (): Promise<void> => {
    const path = pick(['/api/characters', '/api/stories', `/api/stories/${pick(stories).id}`]);
    await measured(times.reads, 'read', ask('GET', path));
  };

  const write = async (): Promise<void> => {
    if (Math.random() < 0.4) {
      const character = pick(characters);
      const before = character.revision;
      character.revision = randomUUID();
      await measured(times.writes, 'save character', saveCharacter(character, before));
      return;
    }
    const story = pick(stories);
    const before = story.chosen;
    story.chosen = randomUUID();
    await measured(times.writes, 'write take', writeTake(story, story.chosen, before));
  };

  const tell = async (): Promise<void> => {
    const story = pick(stories);
    const takeId = randomUUID();
    const before = story.chosen;
    let last: number | undefined;
    const { status, text, beganMs } = await ask(
      ...(['POST', `/api/stories/${story.id}/chapters/${story.chapterId}/takes`] as const),
      { takeId, continues: null, prompt: 'More of the sea.', length: 'short' },
      undefined,
      (piece, at) => {
        if (!piece.includes('"delta"')) return;
        if (last !== undefined) times.gaps.push(at - last);
        last = at;
      },
    );
    if (status !== 200) {
      count(`${status} tell ${/"code":"(\w+)"/.exec(text)?.[1] ?? text}`);
      return;
    }
    times.begins.push(beganMs);
    if (text.includes('"type":"done"')) times.streams += 1;
    else times.brokenStreams += 1;
    // The new take is the choice now, unless it has no words.
    if (story.chosen === before && last !== undefined) story.chosen = takeId;
  };

  return {
    async live(until) {
      while (performance.now() < until) {
        const pauseMs = -Math.log(1 - Math.random()) * thinkMs;
        // oxlint-disable-next-line no-await-in-loop -- a user does one thing after another
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const what = Math.random();
        // oxlint-disable-next-line no-await-in-loop -- the same
        await (what < 0.6 ? read() : what < 0.9 ? write() : tell());
      }
    },
  };
}
