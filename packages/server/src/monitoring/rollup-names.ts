/** What stands for a name that the server does not count by itself. */
export const OTHER = 'other';

const DAY_MS = 86_400_000;

/**
 * Lets a limited number of names count by themselves in a day (UTC); all others count as `other`. Any client can send
 * events, so the names in them are whatever a stranger invents. With a list, only its names count by themselves.
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
    // The members of an event are words, numbers or booleans, whatever their type says.
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
