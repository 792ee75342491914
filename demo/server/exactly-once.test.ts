import { randomUUID } from 'node:crypto';
import { createCutProxy } from '@holdfast/testing/node';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';
import { signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

it('composition root of the server: a server killed between its commit and its answer has written the note once, however often the client sends it when the line is back', async () => {
  const first = await startFireside();
  const line = await createCutProxy({ target: first.url });
  onTestFinished(() => line.close());
  const mara = await signUp(line.url, 'Mara');
  const character = randomUUID();
  await mara.saveCharacter(character);

  line.dropAnswers({ times: 1, onDropped: async () => void (await first.kill('SIGKILL')) });
  const key = randomUUID();
  await expect(mara.addNote(character, 'hi', key)).rejects.toThrow('fetch failed');
  expect(first.rows('notes')).toEqual([1]);

  await startFireside({ FIRESIDE_DATA: first.dataFolder, PORT: new URL(first.url).port });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await mara.addNote(character, 'hi', key);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotency-replayed')).toBe('true');
  }
  expect(first.rows('notes')).toEqual([1]);
});

it('fifty copies of one note at once are one note', async () => {
  const fireside = await startFireside();
  const mara = await signUp(fireside.url, 'Mara');
  const character = randomUUID();
  await mara.saveCharacter(character);
  const key = randomUUID();

  const crowd = await Promise.all(
    Array.from({ length: 50 }, () => mara.addNote(character, 'hi', key)),
  );
  expect(fireside.rows('notes')).toEqual([1]);
  const busy = crowd.filter(({ status }) => status === 409);
  const told = crowd.filter(({ status }) => status === 201);
  expect(busy.length + told.length).toBe(50);
  expect(busy.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
  expect(told.filter(({ headers }) => !headers.has('idempotency-replayed'))).toHaveLength(1);
  expect(new Set(await Promise.all(told.map((answer) => answer.text()))).size).toBe(1);
});

it('refuses a note about an unknown character for ever, and makes no note', async () => {
  const fireside = await startFireside();
  const mara = await signUp(fireside.url, 'Mara');
  const character = randomUUID();
  const key = randomUUID();
  expect((await mara.addNote(character, 'hi', key)).status).toBe(404);
  await mara.saveCharacter(character);
  const again = await mara.addNote(character, 'hi', key);
  expect(again.status).toBe(404);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(fireside.rows('notes')).toEqual([0]);
  expect((await mara.addNote(character, 'hi')).status).toBe(201);
});
