import { describe, expect, it } from 'vitest';
import type { Connectivity, ConnectivityEvidence } from './connectivity.ts';
import { nextWays, NO_WAYS, stateOfDevice, stateOfWay, type WaysState } from './ways-state.ts';

const FRESH_MS = 30_000;

type News = readonly [evidence: ConnectivityEvidence, origin: string, now: number];

const after = (news: readonly News[]): WaysState =>
  news.reduce<WaysState>(
    (state, [evidence, origin, now]) => nextWays(state, evidence, origin, now, FRESH_MS),
    NO_WAYS,
  );

const REACHED_BY: Readonly<Record<Connectivity, readonly ConnectivityEvidence[]>> = {
  unknown: [],
  online: ['answered'],
  degraded: ['unanswered'],
  offline: ['device-offline'],
};

describe('the way to one server', () => {
  it.each<[Connectivity, ConnectivityEvidence, Connectivity]>([
    ['unknown', 'answered', 'online'],
    ['unknown', 'unanswered', 'degraded'],
    ['unknown', 'device-online', 'unknown'],
    ['unknown', 'device-offline', 'offline'],
    ['online', 'answered', 'online'],
    ['online', 'unanswered', 'degraded'],
    ['online', 'device-online', 'online'],
    ['online', 'device-offline', 'offline'],
    ['degraded', 'answered', 'online'],
    ['degraded', 'unanswered', 'degraded'],
    ['degraded', 'device-online', 'degraded'],
    ['degraded', 'device-offline', 'offline'],
    ['offline', 'answered', 'online'],
    ['offline', 'unanswered', 'offline'],
    ['offline', 'device-online', 'unknown'],
    ['offline', 'device-offline', 'offline'],
  ])('%s + %s -> %s', (state, evidence, expected) => {
    const way = after([...REACHED_BY[state], evidence].map((news, now) => [news, 'a', now]));
    expect(stateOfWay(way, 'a')).toBe(expected);
  });
});

describe('the ways to all servers', () => {
  it.each<[title: string, news: readonly News[], device: Connectivity, a: Connectivity]>([
    ['without evidence nothing is known', [], 'unknown', 'unknown'],
    ['an answer proves a network', [['answered', 'a', 0]], 'online', 'online'],
    [
      'an answer that was on its way when the network went counts until the next silence',
      [
        ['device-offline', 'a', 0],
        ['answered', 'a', 1],
        ['unanswered', 'a', 2],
      ],
      'offline',
      'offline',
    ],
    ['silence is a doubt about its own origin', [['unanswered', 'b', 0]], 'degraded', 'unknown'],
    [
      'a fresh answer outweighs the silence of another origin',
      [
        ['answered', 'a', 0],
        ['unanswered', 'b', FRESH_MS - 1],
      ],
      'online',
      'online',
    ],
    [
      'an old answer does not',
      [
        ['answered', 'a', 0],
        ['unanswered', 'b', FRESH_MS],
      ],
      'degraded',
      'unknown',
    ],
    [
      'the device that has no network forgets all evidence',
      [
        ['answered', 'a', 0],
        ['device-offline', '', 1],
        ['device-online', '', 2],
      ],
      'unknown',
      'unknown',
    ],
    [
      'silence tells nothing more while the device is offline',
      [
        ['device-offline', '', 0],
        ['unanswered', 'a', 1],
      ],
      'offline',
      'offline',
    ],
    [
      'an answer proves the device wrong',
      [
        ['device-offline', '', 0],
        ['answered', 'a', 1],
      ],
      'online',
      'online',
    ],
  ])('%s', (_title, news, device, a) => {
    expect([stateOfDevice(after(news)), stateOfWay(after(news), 'a')]).toEqual([device, a]);
  });
});
