import { Failure } from '@holdfast/core';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { jsonAnswer, problemAnswer } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { Character } from '../../contract/character.ts';
import { pagedCharacters, withWholeLists } from './with-whole-lists.ts';

const listUrl = 'http://test/api/characters';
const character = (at: number): Character => ({
  id: `01977e5c-0000-7000-8000-${`${at}`.padStart(12, '0')}`,
  ...{ name: `Mara ${at}`, role: 'keeper', temperament: 'melancholic', traits: ['patient'] },
  ...{ backstory: '', revision: 'r1', notes: [], savedAt: 1 },
});

function server(pages: number, answerPage?: (at: number) => Answer | undefined) {
  const asked: string[] = [];
  const transport = withWholeLists(
    {
      async send({ url }: TransportRequest) {
        asked.push(url);
        const at = Number(new URL(url).searchParams.get('after') ?? 0);
        const next = at + 1 < pages ? { next: `${at + 1}` } : {};
        return answerPage?.(at) ?? jsonAnswer({ characters: [character(at)], ...next });
      },
    },
    pagedCharacters('http://test/api/'),
  );
  const list = async (url = `${listUrl}?limit=100`, method: TransportRequest['method'] = 'GET') => {
    const answer = await transport.send({ method, url, headers: {}, body: null });
    return { ...answer, json: JSON.parse(new TextDecoder().decode(answer.body)) as unknown };
  };
  return { asked, list };
}

it('gives a list of several pages as one, in its order', async () => {
  const { asked, list } = server(3);
  const { status, json } = await list();
  expect(status).toBe(200);
  expect(json).toEqual({ characters: [character(0), character(1), character(2)] });
  expect(asked).toEqual([
    `${listUrl}?limit=100`,
    `${listUrl}?limit=100&after=1`,
    `${listUrl}?limit=100&after=2`,
  ]);
});

it('names what is damaged on any of its pages', async () => {
  const { list } = server(3, (at) =>
    at === 2 ? undefined : jsonAnswer({ characters: [], damaged: [`d${at}`], next: `${at + 1}` }),
  );
  expect((await list()).json).toEqual({ characters: [character(2)], damaged: ['d0', 'd1'] });
});

it('never gives half of a list: the refusal of a later page becomes the answer', async () => {
  const refusal = problemAnswer(new Failure(catalogue.UNAVAILABLE));
  const { list } = server(3, (at) => (at === 1 ? refusal : undefined));
  expect(await list()).toMatchObject({ status: 503 });
});

it('passes on an answer that it cannot understand', async () => {
  const { list } = server(3, (at) => (at === 1 ? jsonAnswer({ characters: 'none' }) : undefined));
  expect((await list()).json).toEqual({ characters: 'none' });
});

it('stops after ten pages, and says that there is more', async () => {
  const { asked, list } = server(Number.POSITIVE_INFINITY);
  expect((await list()).json).toMatchObject({ next: '10' });
  expect(asked).toHaveLength(10);
});

it('does not change other requests', async () => {
  const { asked, list } = server(3);
  await list(`${listUrl}/1/notes`);
  await list(listUrl, 'POST');
  expect(asked).toHaveLength(2);
});
