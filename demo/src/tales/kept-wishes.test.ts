import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { TellTake } from '../../contract/story.ts';
import { createTales } from './create-tales.ts';

const tell: TellTake = {
  ...{ storyId: 's', chapterId: 'c', takeId: 't', continues: null },
  ...{ prompt: 'A storm comes.', length: 'short', language: 'en' },
};

function open() {
  const world = createWorld();
  const tales = createTales({
    holdfast: world.holdfast,
    tabs: { post: () => {}, subscribe: () => () => {}, dispose: () => {} },
  });
  const kept = (): unknown => world.drafts.peek('mira', 'wish:c')?.value;
  return { ...world, tales, kept };
}
const wish = (prompt: string): object => ({ values: { prompt }, memo: {} });

it('a wish that waits is in the form of its chapter after a reload, until its telling begins', async () => {
  const { tales, platform, kept } = open();
  tales.ask(tell);
  await platform.advance(0);
  expect(kept()).toEqual(wish('A storm comes.'));
  tales.takeBack('t');
  await platform.advance(0);
  expect(kept()).toEqual(wish('A storm comes.'));
  tales.begun(tell);
  await platform.advance(0);
  expect(kept()).toBeUndefined();
});

it('a wish that its writer changed meanwhile stays', async () => {
  const { tales, platform, kept } = open();
  tales.ask(tell);
  tales.keepWish('c', 'A calm comes.');
  tales.begun(tell);
  await platform.advance(0);
  expect(kept()).toEqual(wish('A calm comes.'));
});

it('keeps no wish of a telling that only goes on, and none of no words', async () => {
  const { tales, platform, kept } = open();
  tales.ask({ ...tell, continues: 't0' });
  tales.ask({ ...tell, prompt: '' });
  await platform.advance(0);
  expect(kept()).toBeUndefined();
});
