export type Encoding = 'br' | 'gzip' | 'identity';

// Of two that a client likes as much, the smaller.
const BY_SIZE: readonly Encoding[] = ['br', 'gzip', 'identity'];

/**
 * What a client likes best of what there is (RFC 9110, 12.5.3). One that accepts nothing of it gets the
 * file as it is, which every client can read.
 */
export function acceptedEncoding(
  acceptEncoding: string | null,
  available: ReadonlySet<Encoding> = new Set(BY_SIZE),
): Encoding {
  const wishes = new Map<string, number>();
  for (const wish of (acceptEncoding ?? '').split(',')) {
    const [name = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    if (name !== '') wishes.set(name === 'x-gzip' ? 'gzip' : name, Number(weight) || 0);
  }
  let best: Encoding = 'identity';
  let bestWeight = 0;
  for (const encoding of BY_SIZE) {
    if (!available.has(encoding)) continue;
    const weight = weightOf(encoding, wishes);
    if (weight > bestWeight) [best, bestWeight] = [encoding, weight];
  }
  return best;
}

function weightOf(encoding: Encoding, wishes: ReadonlyMap<string, number>): number {
  const wish = wishes.get(encoding) ?? wishes.get('*');
  // What nobody mentions is sent as it is rather than not at all, but after all that is wished for.
  return wish ?? (encoding === 'identity' ? Number.MIN_VALUE : 0);
}
