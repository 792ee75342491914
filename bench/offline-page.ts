// What runs in the page: each measure gives samples of ours and of the floor beside it, in milliseconds.
import { atOnce, enqueue } from './offline-additions.ts';
import { hold, letGo, passThrough } from './offline-long-use.ts';
import { drain, firstSend } from './offline-sends.ts';
import { heardAt, openTab, say } from './offline-two-tabs.ts';

export const measures = {
  enqueue,
  atOnce,
  firstSend,
  drain,
  openTab,
  say,
  heardAt,
  passThrough,
  hold,
  letGo,
};
Object.assign(globalThis, { measures });
