import { requireOptions } from '@holdfast/core/parts';
import { drawFault } from '../draw-fault.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';

export interface DrawScenarioOptions {
  /** The measure of its steps. @default 'ms' */
  readonly measure?: 'ms' | 'requests';
  /** @default 4 */
  readonly mostSteps?: number;
  /** Whether the storage, the clock, the tab and the server fail as well. @default true */
  readonly device?: boolean;
  /** How long a step lasts at most. @default 10000 */
  readonly longestMs?: number;
  /** How late a request is at most. @default 400 */
  readonly latestMs?: number;
}

const NETWORK = ['refused', 'cutRequest', 'cutAnswer'] as const;
const ANSWERS = ['429', '500', '503', 'html', 'truncated', 'wrongJson', 'slow'] as const;
const TABS = ['kill', 'freeze', 'second', 'reload'] as const;
const HOUR_MS = 3_600_000;
const JUMPS = [-24 * HOUR_MS, -HOUR_MS, HOUR_MS, 20 * 24 * HOUR_MS];
const MOST_SHARE = 0.3;

/** A random scenario for exploring: the same seed always gives the same one. */
export function drawScenario(seed: number, options: DrawScenarioOptions = {}): Scenario {
  requireOptions('drawScenario', options, {
    measure: 'one of ms, requests?',
    mostSteps: 'a whole number from 0 on?',
    device: 'true or false?',
    longestMs: 'a finite number from 0 on?',
    latestMs: 'a finite number from 0 on?',
  });

  const { mostSteps = 4 } = options;
  const count = 1 + Math.floor(drawFault(seed, 'steps', 1) * mostSteps);
  const steps = Array.from({ length: count }, (_, place) => drawStep(seed, place + 1, options));
  return { version: 1, seed, steps };
}

function drawStep(seed: number, nth: number, options: DrawScenarioOptions): ScenarioStep {
  const { measure = 'ms', device = true, longestMs = 10_000, latestMs = 400 } = options;
  const draw = (what: string): number => drawFault(seed, `step ${what}`, nth);
  const pick = <T>(what: string, list: readonly T[]): T =>
    list[Math.floor(draw(what) * list.length)] as T;
  /**
   * A step has each fault with a chance of one third, for at most a tenth of the requests. So the seven faults of
   * answers together leave room for those of the network.
   */
  const shares = <N extends string>(names: readonly N[]): Partial<Record<N, number>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const drawn = draw(`share ${name}`);
        return drawn < 2 / 3 ? [] : [[name, round((drawn - 2 / 3) * MOST_SHARE)]];
      }),
    ) as Partial<Record<N, number>>;
  const isOffline = device && draw('offline') < 0.15;
  const delayMs = draw('late') < 0.5 ? { delayMs: [0, Math.round(draw('ms') * latestMs)] } : {};
  return {
    ...(measure === 'requests'
      ? { forRequests: 1 + Math.floor(draw('length') * 8) }
      : { forMs: 1 + Math.round(draw('length') ** 3 * longestMs) }),
    network: {
      ...(isOffline ? { offline: true } : shares(NETWORK)),
      ...(delayMs as { readonly delayMs?: readonly [number, number] }),
    },
    answers: { ...shares(ANSWERS), slowMs: Math.round(latestMs / 2) },
    ...(device && drawDevice(draw, pick)),
  };
}

function drawDevice(
  draw: (what: string) => number,
  pick: <T>(what: string, list: readonly T[]) => T,
): Partial<ScenarioStep> {
  const storage = draw('storage');
  return {
    ...(storage < 0.08 && { storage: { full: true } }),
    ...(storage > 0.85 && { storage: { failNth: 1 + Math.floor(draw('write') * 6) } }),
    ...(draw('clock') < 0.1 && { clock: { jumpMs: pick('jump', JUMPS) } }),
    ...(draw('tab') < 0.5 && { tab: pick('which tab', TABS) }),
    ...(draw('server') < 0.15 && { server: pick('which server', ['kill', 'slow'] as const) }),
  };
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
