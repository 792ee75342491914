import type { Hono, MiddlewareHandler } from 'hono';
import { withFaults } from '../generator/generator-faults.ts';
import type { Generator } from '../generator/generator.ts';
import { createFaultLab, type FaultLab } from './fault-lab.ts';
import { faults } from './fault-middleware.ts';
import { drawnGeneratorFaults } from './drawn-generator-faults.ts';
import { faultRoutes } from './fault-routes.ts';
import { restartOf } from './node-restart.ts';

/** The fault lab with everything that Fireside mounts of it. */
export interface OpenFaultLab {
  readonly lab: FaultLab;
  readonly middleware: MiddlewareHandler;
  readonly routes: Hono;
  /** The same generator, with the faults of the lab. */
  around(generator: Generator): Generator;
}

export function openFaultLab(restart = restartOf(process.execArgv)): OpenFaultLab {
  const lab = createFaultLab();
  return {
    lab,
    middleware: faults(lab),
    routes: faultRoutes({ lab, restart }),
    around: (generator) => withFaults(generator, drawnGeneratorFaults(lab)),
  };
}
