import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import type * as beacons from '../../telemetry/fetch-beacon-send.ts';
import { refuseSecretAddress } from './secret-address.ts';

const SECRETS = [
  'https://hooks.slack.com/services/T0/B0/T0KEN',
  'https://HOOKS.slack-gov.com/services/T0/B0/T0KEN',
  'https://events.pagerduty.com/v2/enqueue',
  'https://events.eu.pagerduty.com/v2/enqueue',
  'https://discord.com/api/webhooks/1/T0KEN',
  'https://team.webhook.office.com/webhookb2/T0KEN',
  'https://key:T0KEN@o1.ingest.sentry.io/7',
];

it.each(SECRETS)('refuses %s in a page, with advice and without the address', (address) => {
  expect(() => refuseSecretAddress(address)).toThrow(
    expect.objectContaining({
      code: 'DEFECT',
      details: {
        remedy: expect.stringMatching(/^(?!.*T0KEN).*createBeacon.*relay of the server/),
      },
    }),
  );
});

it.each([
  ...[
    '/api/telemetry',
    'https://api.example/hooks.slack.com/',
    'https://key@o1.ingest.sentry.io/7',
  ],
  ...['https://slack.com/', 'https://api.example/a:b@c', 'https://myhooks.slack.com.example/'],
])('takes %s', (address) => {
  expect(() => refuseSecretAddress(address)).not.toThrow();
});

const built = (platform: 'browser' | 'node', conditions: readonly string[]): string => {
  const { outputFiles } = buildSync({
    entryPoints: [`${import.meta.dirname}/../../telemetry/fetch-beacon-send.ts`],
    ...{ bundle: true, minify: true, write: false, format: 'esm', platform },
    conditions: ['@holdfast/source', ...conditions],
  });
  return outputFiles[0]?.text ?? '';
};

it('is in a page for development, and costs nothing in production and on a server', async () => {
  const code = built('browser', ['development']);
  const page = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )) as typeof beacons;
  expect(() => page.fetchBeaconSend(SECRETS[0] ?? '')).toThrow('DEFECT');
  const inProduction = built('browser', ['production']);
  expect(inProduction).toBe(built('node', []));
  // Neither the list of addresses is left, nor the call, nor the failure with its advice.
  expect(inProduction).not.toMatch(/slack|pagerduty|Secret|DEFECT|createBeacon|relay/);
});
