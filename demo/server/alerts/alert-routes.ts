import type { Audit } from '@holdfast/server';
import { type Alerts, createAlertAdmin } from '@holdfast/server/alerts';
import { alertAdminRoutes } from '@holdfast/server/hono';
import type { Hono } from 'hono';
import type { Administrators } from '../administration/administrators.ts';

export interface AlertRoutesOptions {
  readonly alerts: Alerts;
  readonly audit: Audit;
  readonly administrators: Pick<Administrators, 'of'>;
}

export function alertRoutes({ alerts, audit, administrators }: AlertRoutesOptions): Hono {
  return alertAdminRoutes(createAlertAdmin({ alerts, audit, authorise: administrators.of }));
}
