/** What one run of Lighthouse found, with scores from 0 to 100 and times in milliseconds. */
export interface Audit {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly blockedMs: number;
  readonly shift: number;
  /** The audits that cost points. */
  readonly lost: readonly string[];
}

interface Report {
  readonly categories: Readonly<
    Record<string, { readonly score: number | null; readonly auditRefs: readonly Ref[] }>
  >;
  readonly audits: Readonly<Record<string, Found>>;
  readonly runtimeError?: { readonly message: string };
}
interface Ref {
  readonly id: string;
  readonly weight: number;
}
interface Found {
  readonly score: number | null;
  readonly numericValue?: number;
}

type Lighthouse = (
  url: string,
  options: Readonly<Record<string, unknown>>,
) => Promise<{ readonly lhr: Report } | undefined>;

/** Runs Lighthouse in the browser behind a port, as on a phone. The browser keeps its cookies, and no cache. */
export async function audit(url: string, port: number): Promise<Audit> {
  // Installed in a folder of its own, so that no other part of the project knows its types.
  const entry: string = './node_modules/lighthouse/core/index.js';
  const { default: lighthouse } = (await import(entry)) as { readonly default: Lighthouse };
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  });
  if (!result) throw new Error(`Lighthouse has no result for ${url}.`);
  const { categories, audits, runtimeError } = result.lhr;
  const missing = Object.entries(categories).filter(([, { score: found }]) => found === null);
  if (runtimeError || missing.length > 0) {
    const why = runtimeError?.message ?? `no score for ${missing.map(([name]) => name).join(', ')}`;
    throw new Error(`Lighthouse could not measure ${url}: ${why}`);
  }
  const score = (name: string): number => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string): number => audits[name]?.numericValue ?? Number.NaN;
  const lost = ['accessibility', 'best-practices'].flatMap((name) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id),
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    firstPaintMs: value('first-contentful-paint'),
    largestPaintMs: value('largest-contentful-paint'),
    blockedMs: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
    lost,
  };
}

/** The run in the middle, by performance. */
export function medianOf(runs: readonly Audit[]): Audit {
  const sorted = runs.toSorted((a, b) => a.performance - b.performance);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('There is no run.');
  return middle;
}
