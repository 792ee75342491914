import { type RunHere, withServer } from './with-server.ts';

/** Names of tests in which streams expire, and of all others. */
const LIFETIMES = 'TTL';
const REST = '^(?!.*TTL)';

export interface SuiteReport {
  readonly passed: number;
  readonly failed: readonly string[];
  /** Tests of parts of the protocol that this server does not have. */
  readonly skipped: number;
  readonly tookMs: number;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs the whole suite against a server on the store at an address. */
export function runSuite(address: string | undefined): Promise<SuiteReport> {
  const from = performance.now();
  return withServer(address, async (run) => {
    // Streams that live for two seconds expire too early for a test while other tests keep the machine busy.
    const runs = [await runVitest(run, LIFETIMES), await runVitest(run, REST)];
    const tests = runs.flatMap(({ testResults }) =>
      testResults.flatMap(({ assertionResults }) => assertionResults),
    );
    const named = (status: string): ReadonlySet<string> =>
      new Set(tests.filter((test) => test.status === status).map(({ fullName }) => fullName));
    const passed = named('passed');
    const failed = named('failed');
    const ran = passed.union(failed);
    return {
      passed: passed.size,
      failed: [...failed],
      skipped: new Set(tests.map(({ fullName }) => fullName)).difference(ran).size,
      tookMs: Math.round(performance.now() - from),
    };
  });
}

async function runVitest(run: RunHere, names: string): Promise<VitestReport> {
  const out = await run('node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '-t', names);
  return JSON.parse(out.slice(out.indexOf('{'))) as VitestReport;
}

/** Reads streams of our own stream server with the client of the protocol, and gives what each way of reading got. */
export async function readStories(): Promise<readonly string[]> {
  const told = await withServer(undefined, (run) => run('read-stories.mjs'));
  return JSON.parse(told) as readonly string[];
}
