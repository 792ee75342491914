import type { Severity } from '@holdfast/core/parts';
import type { Platform } from '@holdfast/core/parts';
import type { RollupStore } from '../../monitoring/rollup.ts';
import type { RelayEvent } from '../../relay/relay-event.ts';
import type { AlertStore } from '../alert-store.ts';
import type { CustomJudge } from '../judging/custom-judge.ts';
import type { NoticeOptions } from '../notices/to-relay-events.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import type { EscalationStep } from '../state/telling.ts';

export interface AlertsOptions<TTransaction> extends Partial<NoticeOptions> {
  readonly store: AlertStore<TTransaction>;
  readonly rollups: Pick<RollupStore, 'read' | 'affectedSessions'>;
  /** The rules for a store that has none yet. An administrator can change them. */
  readonly rules: readonly AlertRule[];
  /** Gives notices to the relay, within the transaction of the store: `enqueue` of `createRelay`. @default notices go nowhere */
  readonly enqueue?: (transaction: TTransaction, events: readonly RelayEvent[]) => Promise<unknown>;
  /** Which targets get notices, by severity, and after how long. @default every target at once */
  readonly escalation?: Readonly<Partial<Record<Severity, readonly EscalationStep[]>>>;
  /** How long a first notice waits for others of the same alert. @default 30_000 */
  readonly groupWaitMs?: number;
  /** How long after its last notice an alert that still fires sends a reminder. @default 14_400_000 */
  readonly repeatMs?: number;
  /** The longest time from one round to the next. @default 1_500 */
  readonly everyMs?: number;
  /** The functions of custom rules, by name. @default none */
  readonly judges?: Readonly<Record<string, CustomJudge>>;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule' | 'randomBytes'>;
}
