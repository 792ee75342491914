import { expect, it } from 'vitest';
import { webChannel } from './web-channel.ts';

it('the other channels of its name hear a channel, it never hears itself, and a disposed channel is heard no more', async () => {
  const [one, two, other] = [webChannel('c1'), webChannel('c1'), webChannel('c2')];
  const heard: unknown[] = [];
  one.subscribe((message) => heard.push(['one', message]));
  other.subscribe((message) => heard.push(['other', message]));
  const undo = two.subscribe((message) => heard.push(['two', message]));
  one.post({ n: 1 });
  await expect.poll(() => heard).toEqual([['two', { n: 1 }]]);
  undo();
  one.post({ n: 2 });
  two.post({ n: 3 });
  await expect
    .poll(() => heard)
    .toEqual([
      ['two', { n: 1 }],
      ['one', { n: 3 }],
    ]);
  for (const channel of [one, two, other]) channel.dispose();
});
