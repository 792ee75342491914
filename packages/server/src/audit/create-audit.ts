import { type Platform, webPlatform } from '@holdfast/core';
import { requestContext } from '../requests/request-context.ts';
import type { AuditEvent } from './audit-event.ts';
import type { AuditStore } from './audit-store.ts';
import { redactEvent } from './redact-event.ts';

export interface AuditOptions {
  readonly store: AuditStore;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'randomBytes'>;
}

/**
 * Writes down who did what, for good: what the event's kind allows and nothing else. Given its request,
 * it also says which one. Rejects when it could not be written; whatever must not happen unseen waits
 * for it.
 */
export type Audit = (event: AuditEvent, request?: Request) => Promise<void>;

export function createAudit({ store, platform = webPlatform }: AuditOptions): Audit {
  return async (event, request) => {
    const requestId = request && requestContext(request, platform).requestId;
    await store.append(await redactEvent(event, { at: platform.now(), requestId }));
  };
}
