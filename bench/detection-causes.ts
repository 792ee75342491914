// Planted causes: one value of one attribute fails more often, among attributes that have nothing to do with it.
import { type Attributes, contrast } from '@holdfast/server/detection';
import { type Random, seeded } from './detection-chance.ts';

const ATTRIBUTES = [
  'release',
  'operation',
  'code',
  'browser',
  'country',
  'route',
  'network',
  'plan',
];
const VALUES = 5;

export interface Planted {
  readonly attribute: string;
  readonly value: string;
  /** The share of the traffic that has this value: 5 to 50 per cent. */
  readonly share: number;
}

export interface CauseResult {
  readonly planted?: Planted;
  /** Whether the first claim is the planted value. */
  readonly isFirst: boolean;
  readonly claims: number;
}

/**
 * An incident of 30 to 300 failures after hours with 200 to 2,000. With a cause, the value fails 5 to 50 times as often
 * as before; the failures of all others go on as before.
 */
function playCause(seed: number, isPlanted: boolean): CauseResult {
  const random = seeded(seed * 6151 + (isPlanted ? 1 : 2));
  const shares = ATTRIBUTES.map(() => drawShares(random));
  const chosen = Math.floor(random() * ATTRIBUTES.length);
  const share = 0.05 + 0.45 * random();
  const cause = Math.floor(random() * VALUES);
  const around = shares[chosen] ?? [];
  const rest = around.reduce((sum, of, value) => sum + (value === cause ? 0 : of), 0);
  shares[chosen] = around.map((of, value) => (value === cause ? share : (of / rest) * (1 - share)));
  const planted = { attribute: ATTRIBUTES[chosen] ?? '', value: `v${cause}`, share };

  const draw = (): Record<string, string> =>
    Object.fromEntries(
      ATTRIBUTES.map((attribute, index) => [attribute, `v${pick(shares[index] ?? [], random)}`]),
    );
  const before: Attributes[] = Array.from({ length: 200 + 1800 * random() }, draw);
  const times = 5 * 10 ** random();
  const ofCause = (times * share) / (times * share + 1 - share);
  const during = Array.from({ length: 30 + 270 * random() }, (): Attributes => {
    const event = draw();
    if (!isPlanted || random() >= ofCause) {
      // Events with other values fail as before.
      if (isPlanted) {
        while (event[planted.attribute] === planted.value) Object.assign(event, draw());
      }
      return event;
    }
    return { ...event, [planted.attribute]: planted.value };
  });
  const claims = contrast(during, before);
  const [first] = claims;
  return {
    ...(isPlanted && { planted }),
    isFirst: first?.attribute === planted.attribute && first.value === planted.value,
    claims: claims.length,
  };
}

export interface CauseResults {
  readonly plantedFirst: number;
  readonly claimsOfNothing: number;
  readonly count: number;
}

export function playCauses(count: number, firstSeed = 0): CauseResults {
  const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);
  const share = (of: readonly boolean[]): number => of.filter(Boolean).length / count;
  return {
    count,
    plantedFirst: share(seeds.map((seed) => playCause(seed, true).isFirst)),
    claimsOfNothing: share(seeds.map((seed) => playCause(seed, false).claims > 0)),
  };
}

/** Shares of five values, of which some are common and some are rare. */
function drawShares(random: Random): number[] {
  const weights = Array.from({ length: VALUES }, () => random() ** 2 + 0.02);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

function pick(shares: readonly number[], random: Random): number {
  let draw = random();
  for (const [value, share] of shares.entries()) {
    draw -= share;
    if (draw < 0) return value;
  }
  return shares.length - 1;
}
