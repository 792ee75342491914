import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { readJson } from '@holdfast/server';
import { Hono } from 'hono';
import { type FaultLabState, FaultPlan } from '../../contract/faults.ts';
import type { FaultLab } from './fault-lab.ts';

export interface FaultRoutesOptions {
  readonly lab: FaultLab;
  /** Ends this process, for a supervisor to start again. Absent without a supervisor. */
  readonly restart?: (() => void) | undefined;
}

/** The fault lab by HTTP. Only a server for development mounts it. */
export function faultRoutes({ lab, restart }: FaultRoutesOptions): Hono {
  const routes = new Hono();
  const state = (): FaultLabState => ({
    ...lab.getSnapshot(),
    canRestart: restart !== undefined,
  });
  routes.get('/', (c) => c.json(state()));
  routes.put('/', async (c) => {
    lab.start(await readJson(c.req.raw, FaultPlan, { maxBytes: 16_384 }));
    return c.json(state());
  });
  routes.delete('/', (c) => {
    lab.heal();
    return c.json(state());
  });
  routes.post('/restart', (c) => {
    if (!restart) throw new Failure(catalogue.NOT_FOUND);
    restart();
    return c.body(null, 204);
  });
  return routes;
}
