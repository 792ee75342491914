import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Platform, sleep, webPlatform } from '@holdfast/core/parts';
import type { FetchHandler } from '@holdfast/server/adapters';
import { requestShape } from '@holdfast/testing';
import type { MiddlewareHandler } from 'hono';
import { cutAfter } from './cut-after.ts';
import type { FaultLab } from './fault-lab.ts';

type NodeBindings = Parameters<FetchHandler>[1];

const STREAM = /^(text\/event-stream|application\/x-ndjson)/;
/** The faults spare the lab and the administration, so that the developer can watch and heal. */
const SPARED = /^\/api\/(faults|admin|livez)\b/;
/** The page asks these in the background, so only an outage takes them. */
const PROBES = /^\/api\/(healthz|telemetry)\b/;

/** Applies the faults of the lab to requests. */
export function faults(
  lab: FaultLab,
  platform: Pick<Platform, 'schedule'> = webPlatform,
): MiddlewareHandler {
  return async (c, next) => {
    const { pathname } = new URL(c.req.raw.url);
    if (SPARED.test(pathname)) return next();
    const breakConnection = (): void => {
      (c.env as Partial<NodeBindings> | undefined)?.incoming?.socket.destroy();
    };
    if (PROBES.test(pathname)) {
      if (!lab.mix().isOut) return next();
      breakConnection();
      throw new Failure(catalogue.UNAVAILABLE);
    }
    const request = requestShape(c.req.method, pathname);
    const { kind, delayMs, retryAfterMs, afterBytes, nth } = lab.next(request);
    const tell = (fault: Parameters<FaultLab['tell']>[0]['fault'], amount = 0): void =>
      lab.tell({ request, nth, fault, amount });

    if (delayMs > 0) {
      tell('late', delayMs);
      await sleep(platform, delayMs, c.req.raw.signal);
    }
    if (kind === undefined) return next();
    if (kind === 'offline') {
      tell('out');
      breakConnection();
      throw new Failure(catalogue.UNAVAILABLE);
    }
    if (kind === '503') {
      tell('error');
      throw new Failure(catalogue.UNAVAILABLE);
    }
    if (kind === '429') {
      tell('limit', retryAfterMs);
      throw new Failure(catalogue.RATE_LIMITED, { retryAfterMs });
    }
    await next();
    if (kind === '500') {
      tell('error-after');
      throw new Failure(catalogue.UNAVAILABLE);
    }
    if (c.res.body && STREAM.test(c.res.headers.get('content-type') ?? '')) {
      tell('cut', afterBytes);
      c.res = new Response(cutAfter(c.res.body, afterBytes), c.res);
    } else {
      tell('cut');
      breakConnection();
    }
  };
}
