/** The name for all names without a count of their own. */
export const OTHER = 'other';

const DAY_MS = 86_400_000;

/**
 * Gives a limited number of names in a day (UTC) their own counts; all others count as `other`. Any client can send
 * events, so the names in them are whatever a stranger invents. With a list, only the names on it have their own
 * counts.
 */
export function createNames({
  pattern,
  most,
  listed,
}: {
  readonly pattern: RegExp;
  readonly most: number;
  readonly listed?: readonly string[] | undefined;
}): (name: unknown, now: number) => string {
  const known = new Set(listed);
  const seen = new Set<string>();
  let day = 0;
  return (name, now) => {
    // Events come from strangers: a member may be a word, a number or a boolean, whatever its type says.
    if (typeof name !== 'string') return OTHER;
    if (known.has(name)) return name;
    if (listed) return OTHER;
    const today = Math.floor(now / DAY_MS);
    if (today !== day) seen.clear();
    day = today;
    if (seen.has(name)) return name;
    if (seen.size >= most || !pattern.test(name)) return OTHER;
    seen.add(name);
    return name;
  };
}
