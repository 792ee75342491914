import { sleep, webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import type { bypass, getResponse, http, HttpHandler, HttpResponse, RequestHandler } from 'msw';
import { requestShape } from '../draw-fault.ts';
import { cutBody } from '../scenario/cut-body.ts';
import {
  answerAfter,
  answerInstead,
  isUnsent,
  type FaultAnswer,
} from '../scenario/fault-answers.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { fetchRealAnswer } from './fetch-real-answer.ts';
import { playScenario, type ScenarioPlayOptions } from '../scenario/scenario-play.ts';

export interface ToHandlersOptions extends Pick<ScenarioPlayOptions, 'told' | 'entered'> {
  /** The requests that get faults, as MSW matches them. @default '*' */
  readonly path?: string;
  /** @default webPlatform */
  readonly platform?: Platform;
}

/** The part of Mock Service Worker 3 that a scenario uses: give the module itself, `import * as msw from 'msw'`. */
export interface MswLike {
  readonly bypass: typeof bypass;
  readonly getResponse: typeof getResponse;
  readonly http: typeof http;
  readonly HttpResponse: typeof HttpResponse;
}

/**
 * The handlers of an app for Mock Service Worker 3, with the faults of a scenario before them. The scenario begins with
 * this call. A request without a handler goes to the real server, and its answer gets the fault as well.
 */
export function toHandlers(
  msw: MswLike,
  scenario: Scenario,
  handlers: readonly RequestHandler[] = [],
  options: ToHandlersOptions = {},
): HttpHandler[] {
  requireOptions('toHandlers', options, {
    path: 'a text that is not empty?',
    platform: 'an object with now, monotonic, schedule, random, randomBytes?',
    told: 'a function?',
    entered: 'a function?',
  });

  const { path = '*', platform = webPlatform } = options;
  const play = playScenario(scenario, { ...options, platform });
  const answerOf = async (request: Request): Promise<Response> =>
    (await msw.getResponse([...handlers], request)) ?? fetchRealAnswer(msw.bypass, request);
  return [
    msw.http.all(path, async ({ request }) => {
      const { pathname } = new URL(request.url);
      const fault = play.next(requestShape(request.method, pathname));
      if (fault.delayMs > 0) await sleep(platform, fault.delayMs);
      if (isUnsent(fault)) return msw.HttpResponse.error();
      const instead = answerInstead(fault);
      if (instead) return given(instead);
      const answer = await answerOf(request.clone());
      if (fault.slowMs > 0) await sleep(platform, fault.slowMs);
      const after = answerAfter(fault, { status: answer.status, headers: {} });
      if (after) return given(after);
      if (fault.kind === 'cut-answer') return msw.HttpResponse.error();
      if (fault.kind !== 'truncated' || !answer.body) return answer;
      const { status, headers } = answer;
      const isWhole = !/event-stream|ndjson/.test(headers.get('content-type') ?? '');
      const body = isWhole ? halfOf(await answer.arrayBuffer()) : cutBody(answer.body, fault);
      return new msw.HttpResponse(body, { status, headers: withoutLength(headers) });
    }),
  ];
}

function given({ status, headers, body }: FaultAnswer): Response {
  return new Response(body, { status, headers });
}

function halfOf(body: ArrayBuffer): ArrayBuffer {
  return body.slice(0, body.byteLength >> 1);
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  return kept;
}
