import { createBadLine, type BadLine } from '@holdfast/testing/node';
import { drawFault } from '@holdfast/testing';
import type { Browser } from 'playwright';
import type { ProvenFireside } from './fireside.ts';
import { openSide, type Work, workOn } from './open-side.ts';
import { median } from './median.ts';

export interface TimeCost {
  readonly bareMs: number;
  readonly sdkMs: number;
  /** The share by which the SDK is slower, and the interval that holds it with 95 % certainty. */
  readonly more: number;
  readonly from: number;
  readonly to: number;
}

/** The round trip of a slow phone, as Lighthouse has it. */
export const ROUND_TRIP_MS = 150;

/** Does the same operations on both sides by turns, so that the rest of the machine disturbs both alike. */
export async function measureTime(options: {
  readonly browser: Browser;
  readonly fireside: ProvenFireside;
  readonly operations: number;
}): Promise<Readonly<Record<Work, TimeCost>>> {
  const { browser, fireside, operations } = options;
  const line: BadLine = await createBadLine({
    target: fireside.url,
    mix: {
      ...{ name: 'a phone', chances: { delay: 1 } },
      ...{ latencyMs: ROUND_TRIP_MS / 2, jitterMs: 0 },
    },
  });
  try {
    const sdk = await openSide(browser, line.url, 'sdk');
    const bare = await openSide(browser, line.url, 'bare');
    const pairs: Record<Work, Pair[]> = { read: [], write: [] };
    for (let number = -6; number < operations; number += 1) {
      const work = number % 2 === 0 ? 'read' : 'write';
      // oxlint-disable-next-line no-await-in-loop -- one after another, so that neither disturbs the other
      const sdkMs = await workOn(sdk.page, work, number);
      // oxlint-disable-next-line no-await-in-loop
      const bareMs = await workOn(bare.page, work, number);
      // The first ones warm up both sides.
      if (number >= 0) pairs[work].push({ sdk: sdkMs, bare: bareMs });
    }
    await sdk.context.close();
    await bare.context.close();
    return { read: costOf(pairs.read), write: costOf(pairs.write) };
  } finally {
    await line.close();
  }
}

interface Pair {
  readonly sdk: number;
  readonly bare: number;
}

function costOf(pairs: readonly Pair[]): TimeCost {
  const shares = Array.from({ length: 400 }, (_, nth) => {
    let turn = 0;
    const random = (): number => drawFault(nth, 'bootstrap', (turn += 1));
    return moreOf(pairs.map(() => pairs[Math.floor(random() * pairs.length)] ?? pairs[0]));
  }).toSorted((one, other) => one - other);
  return {
    bareMs: median(pairs.map((pair) => pair.bare)),
    sdkMs: median(pairs.map((pair) => pair.sdk)),
    more: moreOf(pairs),
    from: shares[10] ?? 0,
    to: shares[389] ?? 0,
  };
}

function moreOf(pairs: readonly (Pair | undefined)[]): number {
  const known = pairs.filter((pair) => pair !== undefined);
  return median(known.map(({ sdk }) => sdk)) / median(known.map(({ bare }) => bare)) - 1;
}
