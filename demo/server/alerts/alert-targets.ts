import type { AlertsOptions } from '@holdfast/server/alerts';
import { pagerDutySink, type RelaySink, slackSink, webhookSink } from '@holdfast/server/relay';

/**
 * The targets of alerts besides the page of administrators. All of these settings are secret: with them, a stranger
 * could post there.
 */
export interface AlertSettings {
  readonly slack?: string | undefined;
  readonly pagerDuty?: string | undefined;
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  /** The address of the page about failures. `#CODE` is added to it. */
  readonly runbooks?: string | undefined;
}

export interface AlertTargets {
  readonly sinks: readonly RelaySink[];
  readonly targets: NonNullable<AlertsOptions<never>['targets']>;
  readonly escalation: NonNullable<AlertsOptions<never>['escalation']>;
}

const HALF_AN_HOUR = 1_800_000;

/** The sinks of a configuration. Without any setting there are none, and only the page shows alerts. */
export function alertTargets({ slack, pagerDuty, webhook }: AlertSettings): AlertTargets {
  const chats: readonly RelaySink[] = [
    ...(slack === undefined ? [] : [slackSink({ name: 'Slack', url: slack })]),
    ...(webhook === undefined
      ? []
      : [
          webhookSink({
            ...{ name: 'webhook', url: webhook.url, secrets: [webhook.secret] },
            // The operator of this server chose the address.
            privateNetwork: true,
          }),
        ]),
  ];
  const pagers =
    pagerDuty === undefined ? [] : [pagerDutySink({ name: 'PagerDuty', routingKey: pagerDuty })];
  const [chat, pager] = [chats, pagers].map((sinks) => sinks.map(({ name }) => name));
  return {
    sinks: [...chats, ...pagers],
    targets: Object.fromEntries([...chats, ...pagers].map(({ name }) => [name, { sink: name }])),
    escalation: {
      critical: [{ tell: [...(chat ?? []), ...(pager ?? [])] }],
      // A warning that goes on for half an hour wakes people as well.
      warning: [{ tell: chat ?? [] }, { afterMs: HALF_AN_HOUR, tell: pager ?? [] }],
      info: [{ tell: chat ?? [] }],
    },
  };
}
