import { installReplay } from '@holdfast/offline/worker';
import { askForStop, observeSends } from './observe.ts';
import { trial } from './tell.ts';

observeSends(askForStop);
const replay = installReplay({ name: trial });
globalThis.addEventListener('message', (event) => {
  if (event.data === 'drain') (event as unknown as ExtendableEvent).waitUntil(replay.drain());
});

interface ExtendableEvent {
  waitUntil(work: Promise<unknown>): void;
}
