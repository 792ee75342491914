import type { Audit } from '@holdfast/server';
import { type Alerts, createAlertAdmin } from '@holdfast/server/alerts';
import { alertAdminRoutes } from '@holdfast/server/hono';
import type { RelayStatus } from '@holdfast/server/relay';
import type { Hono } from 'hono';
import type { Administrators } from '../administration/administrators.ts';
import { undelivered } from './undelivered.ts';

export interface AlertRoutesOptions {
  readonly alerts: Alerts;
  /** The state of the relay that sends alerts. */
  readonly relayed: () => RelayStatus;
  readonly audit: Audit;
  readonly administrators: Pick<Administrators, 'of'>;
}

export function alertRoutes({ alerts, relayed, audit, administrators }: AlertRoutesOptions): Hono {
  return alertAdminRoutes(
    createAlertAdmin({
      ...{ alerts, audit, authorise: administrators.of },
      undelivered: () => undelivered(relayed()),
    }),
  );
}
