import { createServer, type IncomingMessage } from 'node:http';
import { webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import { requestShape } from '../draw-fault.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  playScenario,
  type ScenarioPlay,
  type ScenarioPlayOptions,
} from '../scenario/scenario-play.ts';
import { listen, stopListening } from './loopback-server.ts';
import { playFault } from './play-fault.ts';
import { targetOrigin } from './target-origin.ts';

export interface FaultProxyOptions {
  /** The target of the requests, as an origin: `http://127.0.0.1:5280`. */
  readonly target: string;
  /** @default none, until `play` */
  readonly scenario?: Scenario;
  /** Requests that get no fault and are not counted, such as the files of the page. @default none */
  readonly spares?: (request: Pick<IncomingMessage, 'method' | 'url'>) => boolean;
  /** Called with each step when it begins, for example to kill the server. */
  readonly entered?: ScenarioPlayOptions['entered'];
  /** @default any free port */
  readonly port?: number;
  /** @default webPlatform */
  readonly platform?: Platform;
}

export interface FaultProxy {
  /** The origin for the client, in place of the target. */
  readonly url: string;
  /** Plays a scenario from its beginning. `undefined` ends the one in play. */
  play(scenario: Scenario | undefined): void;
  /** The faults since the beginning of the scenario, in order. */
  told: ScenarioPlay['told'];
  /** Cuts every connection and stops for good, and calls `entered` no more. */
  close(): Promise<void>;
}

/**
 * A proxy on 127.0.0.1 between a real client and a real server. It gives each request the faults of a scenario. It
 * ends the connection after each answer: when a kept connection breaks, a browser repeats the request by itself,
 * and the proxy would count the request twice.
 */
export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  requireOptions('createFaultProxy', options, {
    target: 'a text',
    scenario: 'an object?',
    spares: 'a function?',
    entered: 'a function?',
    port: 'a whole number from 0 on?',
    platform: 'an object with now, monotonic, schedule, random, randomBytes?',
  });

  const { target, spares, entered, port = 0, platform = webPlatform } = options;
  targetOrigin(target);
  let playing: ScenarioPlay | undefined;
  let isClosed = false;
  const enter: ScenarioPlayOptions['entered'] = (step, place) => {
    // The test that closes the proxy has closed the server and the browser, or is about to.
    if (isClosed) return;
    // When the network goes or the server is killed, the open connections break too.
    if (step?.network?.offline || step?.server === 'kill') server.closeAllConnections();
    entered?.(step, place);
  };
  const play: FaultProxy['play'] = (scenario) => {
    playing?.stop();
    playing = scenario && playScenario(scenario, { platform, entered: enter });
  };
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request;
    const isSpared = !playing || spares?.(request) === true;
    const fault = isSpared ? undefined : playing?.next(requestShape(method, url));
    response.shouldKeepAlive = false;
    playFault({ request, response, target, platform, fault });
  });
  const ownPort = await listen(server, port);
  play(options.scenario);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    play,
    told: () => playing?.told() ?? [],
    close() {
      isClosed = true;
      playing?.stop();
      return stopListening(server);
    },
  };
}
