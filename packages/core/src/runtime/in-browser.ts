import { requireOptions } from '#options';
import {
  createConnectivity,
  type ConnectivityTracker,
} from '../connectivity/create-connectivity.ts';
import { createProbe } from '../connectivity/create-probe.ts';
import { fetchProbe } from '../connectivity/fetch-probe.ts';
import { watchBrowserNetwork } from '../connectivity/web-network.ts';
import { webPageLife } from '../connectivity/web-page-life.ts';
import { webIsServer } from '../platform/web-is-server.ts';
import { tellCircuit } from '../policies/circuit/circuit-control.ts';
import type { CircuitBreaker } from '../policies/circuit/create-circuit-breaker.ts';
import { createServerCircuit } from '../policies/circuit/create-server-circuit.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { tellAttempts } from '../policies/engine/tell-attempts.ts';
import { bulkheadOfEach } from '../policies/limits/bulkhead-of-each.ts';
import { createBulkhead } from '../policies/limits/create-bulkhead.ts';
import { retry } from '../policies/retry/retry.ts';
import { deadline } from '../policies/time/deadline.ts';
import { timeout } from '../policies/time/timeout.ts';
import type { Policies, Runtime } from './holdfast-options.ts';
import { joinUrl } from '../exchange/request/join-url.ts';

export interface InBrowserOptions {
  /**
   * A path that the server always answers, best with a small body, relative to the runtime's `baseUrl`. A probe
   * requests it while the server is silent, and every ten seconds or so while the page is shown. Any status is an
   * answer of the server, so a 503 there means `online`. A page of HTML is not: a hotel network answers with one. For
   * a path that does not exist the console has a sentence in development, and sinks get `endpoint.changed`.
   * @default no probe: reads that failed ask again by themselves
   */
  readonly health?: string;
}

/** Connectivity that listens to the browser until it is disposed of. */
export interface BrowserConnectivity extends ConnectivityTracker {
  dispose(): void;
}

/** What `inBrowser` gives to `createHoldfast`. */
export interface InBrowser {
  readonly connectivity: (runtime: Runtime) => BrowserConnectivity;
  readonly policies: (runtime: Runtime) => Policies;
}

/**
 * What a page needs around its requests, to be spread into the options of `createHoldfast`: news of the network
 * from the browser, from a probe and from the life of the page, and policies around reads and writes. It starts
 * when the runtime is made and ends with `holdfast.dispose()`. On a server, which renders the page, it listens to
 * nothing and asks for nothing. `explain` tells the policies. A read that the server answers well waits for no other
 * read that fails. The sinks hear of each attempt, of the circuit of the server as `reads`, and of the circuit of a
 * failing read by the name of its operation.
 */
export function inBrowser({ health }: InBrowserOptions = {}): InBrowser {
  requireOptions(
    'inBrowser',
    { health },
    {
      health: 'a text?',
    },
  );
  return {
    connectivity(runtime) {
      const { baseUrl, platform } = runtime;
      const connectivity = createConnectivity({ platform });
      const ends = [watchBrowserNetwork(connectivity)];
      if (health !== undefined) {
        const ask = fetchProbe(joinUrl(baseUrl, health));
        // The page finds the server again within seconds. One small request from each page is no burden for a server.
        const probe = createProbe({
          ...{ connectivity, platform, ask, maxMs: 5_000 },
          // The runtime makes its sinks later.
          sink: (event) => runtime.sink?.(event),
        });
        ends.push(
          probe.dispose,
          webPageLife(() => void probe.check()),
        );
      }
      return Object.assign(connectivity, {
        dispose() {
          for (const end of ends.splice(0)) end();
        },
      });
    },
    policies({ platform, sink }) {
      const attempts = sink ? [tellAttempts(sink)] : [];
      const tell = (name: string, circuit: CircuitBreaker): void => {
        if (sink) tellCircuit(circuit, name, sink, platform);
      };
      const circuit = createServerCircuit(tell);
      tell('reads', circuit);
      const reads = pipeline(
        { platform },
        deadline({ totalMs: 15_000 }),
        retry({ maxAttempts: 3 }),
        ...attempts,
        circuit,
        timeout({ ms: 5_000 }),
        // A server renders for many users at once; a browser has about six connections to a server.
        // Reads of one operation leave two of them to the others, which then need not wait for those that hang.
        ...(webIsServer() ? [] : [bulkheadOfEach({ max: 4 }), createBulkhead({ max: 6 })]),
      );
      const writes = pipeline(
        { platform },
        deadline({ totalMs: 60_000 }),
        // The user waits for the answer. When a server asks for a longer wait than this, the user hears of it.
        retry({ maxAttempts: 3, maxHintMs: 2_000 }),
        ...attempts,
        timeout({ ms: 30_000 }),
      );
      return { reads, writes, circuits: { reads: circuit } };
    },
  };
}
