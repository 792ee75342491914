import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { AuditEvent } from '../../audit/audit-event.ts';
import type { Audit } from '../../audit/create-audit.ts';
import { tellApp } from '../../logging/web-tell.ts';
import { readJson } from '../../requests/read-json.ts';
import type { AlertDesk, AlertView } from '../engine/create-desk.ts';
import { MOST_OF_A_RULE } from '../engine/judge-round.ts';
import { parseRules } from '../rules/parse-rule.ts';
import { acknowledgementSchema, rulesChangeSchema, silenceSchema } from './admin-schemas.ts';
import { toAdminAlert } from './to-admin-alert.ts';

export interface AlertAdminOptions {
  readonly alerts: AlertDesk;
  /** Records every change before it happens. */
  readonly audit: Audit;
  /** How many notices a target has not taken although it should have, by its name. @default not told */
  readonly undelivered?: () => Readonly<Record<string, number>>;
  /** The id of the administrator who sent the request, or `undefined` for every other client. */
  readonly authorise: (request: Request) => Promise<string | undefined> | string | undefined;
}

/**
 * The requests of an administrator. Each function rejects with `FORBIDDEN` for every other client, with
 * `REQUEST_INVALID` for a body that names each wrong member, and with the error of the audit when the audit could not
 * record the change. No answer contains an address or a key of a target: answers name targets.
 */
export interface AlertAdmin {
  /**
   * Every alert that is not `ok`, the silences, and the newest events. `full` has the ids of rules with as many alerts as
   * one rule may have: there may be more troubles than the list shows. `undelivered` has the number of notices by the
   * names of targets that have not taken them.
   */
  list(request: Request): Promise<Response>;
  /** Takes `{ fingerprint }`: 204. Rejects with `NOT_FOUND` for an alert that does not fire. */
  acknowledge(request: Request): Promise<Response>;
  /** Takes `{ matcher, forMs, reason }`: 201 with the silence. */
  silence(request: Request): Promise<Response>;
  /** 204. Rejects with `NOT_FOUND` when there is no such silence. */
  endSilence(request: Request, id: string): Promise<Response>;
  /** The rules, and the number of their last change. */
  rules(request: Request): Promise<Response>;
  /** Takes `{ revision, rules }`. Rejects with `CONFLICT` when the rules were changed since `revision`. */
  changeRules(request: Request): Promise<Response>;
}

const MOST_EVENTS = 100;

export function createAlertAdmin(options: AlertAdminOptions): AlertAdmin {
  requireOptionsAlways('createAlertAdmin', options, {
    alerts: 'an object',
    audit: 'a function',
    undelivered: 'a function?',
    authorise: 'a function',
  });

  const { alerts, audit, authorise, undelivered = () => ({}) } = options;
  const actorOf = async (request: Request): Promise<string> => {
    const actor = await authorise(request);
    if (actor !== undefined) return actor;
    const failure = new Failure(catalogue.FORBIDDEN);
    await audit({ kind: 'authorisation-refused', code: failure.code }, request);
    throw failure;
  };
  const record = (
    request: Request,
    changed: Omit<Extract<AuditEvent, { readonly kind: 'alert-changed' }>, 'kind'>,
  ): Promise<void> => audit({ kind: 'alert-changed', ...changed }, request);

  return {
    async list(request) {
      await actorOf(request);
      const [list, silences, events] = [
        await alerts.list(),
        await alerts.silences(),
        await alerts.history(MOST_EVENTS),
      ];
      let open: Readonly<Record<string, number>> = {};
      // Without these numbers, an administrator still sees what fires.
      tellApp(() => {
        open = undelivered();
      });
      return answer({
        ...{ alerts: list.map(toAdminAlert), silences, events },
        ...{ full: fullRules(list), undelivered: open },
      });
    },
    async acknowledge(request) {
      const actor = await actorOf(request);
      const { fingerprint } = await readJson(request, acknowledgementSchema);
      const [rule] = fingerprint.split('|');
      await record(request, { actor, what: 'acknowledged', id: fingerprint, rule: rule ?? '' });
      await alerts.acknowledge(fingerprint, actor);
      return new Response(null, { status: 204 });
    },
    async silence(request) {
      const actor = await actorOf(request);
      const wanted = await readJson(request, silenceSchema);
      const silence = await alerts.silence(wanted, actor, ({ id, until, matcher: { rule } }) =>
        record(request, {
          ...{ actor, what: 'silenced', id, until },
          ...(rule !== undefined && { rule }),
        }),
      );
      return answer(silence, 201);
    },
    async endSilence(request, id) {
      const actor = await actorOf(request);
      await record(request, { actor, what: 'silence-ended', id });
      await alerts.endSilence(id);
      return new Response(null, { status: 204 });
    },
    async rules(request) {
      await actorOf(request);
      return answer(await alerts.rules());
    },
    async changeRules(request) {
      const actor = await actorOf(request);
      const { rules: given, revision } = await readJson(request, rulesChangeSchema);
      const rules = parseRules(given);
      await record(request, { actor, what: 'rules-changed', revision: revision + 1 });
      return answer(await alerts.changeRules(rules, revision, actor));
    },
  };
}

function fullRules(list: readonly AlertView[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { rule } of list) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].flatMap(([rule, count]) => (count >= MOST_OF_A_RULE ? [rule] : []));
}

function answer(body: object, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
