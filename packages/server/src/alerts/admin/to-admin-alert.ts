import type { AlertView } from '../engine/create-desk.ts';
import type { Why } from '../judging/why.ts';
import type { Silence } from '../state/silence.ts';

/**
 * An alert for an administrator's page. The code copies member by member, so that no new member gets out by
 * accident.
 */
export interface AdminAlert {
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly values: AlertView['values'];
  readonly state: 'pending' | 'firing' | 'settling' | 'ok';
  /** When it fired, or when its condition began. */
  readonly since: number;
  readonly episode: number;
  readonly why?: Why;
  /** Values of the worst judgement, if the alert groups several. */
  readonly worst: AlertView['values'];
  readonly also: number;
  readonly sessions?: number;
  readonly figuresAt: number;
  /** The failure code whose page is the runbook. */
  readonly runbook?: string;
  readonly runbookUrl?: string;
  /** Names of the targets that got a notice. */
  readonly told: readonly string[];
  readonly toldAt?: number;
  readonly acknowledged?: { readonly by: string; readonly at: number };
  readonly silence?: Silence;
}

export function toAdminAlert(view: AlertView): AdminAlert {
  const { fingerprint, rule, title, severity, values, state, episode, also, figuresAt } = view;
  const { why, worst = {}, sessions, runbook, runbookUrl, silence, telling } = view;
  return {
    ...{ fingerprint, rule, title, severity, values, episode, also, figuresAt, worst },
    state: state.kind,
    since: state.kind === 'settling' ? state.firedAt : state.at,
    told: telling?.told ?? [],
    ...(telling?.toldAt !== undefined && { toldAt: telling.toldAt }),
    ...(telling?.acknowledged && { acknowledged: telling.acknowledged }),
    ...(why && { why }),
    ...(sessions !== undefined && { sessions }),
    ...(runbook !== undefined && { runbook }),
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(silence && { silence }),
  };
}
