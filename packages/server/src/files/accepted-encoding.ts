export type Encoding = 'br' | 'gzip' | 'identity';

// When a client accepts two equally, the server sends the smaller.
const BY_SIZE: readonly Encoding[] = ['br', 'gzip', 'identity'];

/**
 * The encoding that a client prefers among those available (RFC 9110, 12.5.3). A client that accepts none of them
 * gets the file without an encoding, which every client can read.
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
  // A client that does not mention `identity` accepts it, but after every encoding that it names.
  return wish ?? (encoding === 'identity' ? Number.MIN_VALUE : 0);
}
