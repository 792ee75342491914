import { expect, it } from 'vitest';
import { FIRST_BANNER, nextBanner, type BannerEvent, type BannerMemory } from './banner-state.ts';

const heard = (connectivity: BannerMemory['heard']): BannerEvent => ({
  kind: 'heard',
  connectivity,
});
const settled: BannerEvent = { kind: 'settled' };
const applied: BannerEvent = { kind: 'applied' };
const counted = (sending: number): BannerEvent => ({ kind: 'counted', sending });
const lost = [heard('offline'), settled];
const back = (sent: number, sending: number): object => ({ kind: 'back', sent, sending });

it.each<[string, readonly BannerEvent[], object]>([
  ['says nothing before anything is known', [settled], { kind: 'quiet' }],
  ['says nothing while the server answers', [heard('online'), settled], { kind: 'quiet' }],
  ['says nothing about a change that has not lasted', [heard('offline')], { kind: 'quiet' }],
  ['says that the device is offline', lost, { kind: 'away', connectivity: 'offline' }],
  [
    'says that the server does not answer',
    [heard('degraded'), settled],
    { kind: 'away', connectivity: 'degraded' },
  ],
  [
    'goes on saying it when an answer comes and goes',
    [...lost, heard('online'), heard('offline'), settled],
    { kind: 'away', connectivity: 'offline' },
  ],
  [
    'does not take a cable for an answer',
    [...lost, heard('unknown'), settled],
    { kind: 'away', connectivity: 'offline' },
  ],
  ['says that it is back when that has lasted', [...lost, heard('online'), settled], back(0, 0)],
  [
    'counts the changes that were sent since, and those that are still sent',
    [counted(3), ...lost, heard('online'), applied, counted(2), settled, applied, counted(1)],
    back(2, 1),
  ],
  [
    'does not count what the user writes after the connection is back',
    [counted(1), ...lost, heard('online'), settled, counted(2), applied, counted(1), applied],
    back(1, 0),
  ],
  [
    'counts anew after each loss',
    [...lost, applied, heard('online'), settled, ...lost, heard('online'), settled],
    back(0, 0),
  ],
  [
    'says "back" no longer when the server is silent again',
    [...lost, heard('online'), settled, heard('degraded')],
    { kind: 'quiet' },
  ],
  [
    'falls silent when the good news is read',
    [...lost, heard('online'), settled, { kind: 'read' }],
    { kind: 'quiet' },
  ],
  [
    'does not fall silent while the server is away',
    [...lost, { kind: 'read' }],
    { kind: 'away', connectivity: 'offline' },
  ],
])('the banner %s', (_, events, shown) => {
  expect(events.reduce(nextBanner, FIRST_BANNER).shown).toEqual(shown);
});
