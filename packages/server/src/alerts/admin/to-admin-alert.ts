import type { AlertView } from '../engine/create-desk.ts';
import type { Why } from '../judging/why.ts';
import type { Silence } from '../state/silence.ts';

/** An alert as an administrator's page gets it: member by member, so that a new member is not told by accident. */
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
  /** Values of the worst case, where several are one alert. */
  readonly worst: AlertView['values'];
  readonly also: number;
  readonly sessions?: number;
  readonly figuresAt: number;
  /** The code that the page of the runbook is about. */
  readonly runbook?: string;
  readonly runbookUrl?: string;
  /** Names of the targets that were told. */
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
