import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KEEP_MS, type Schedule, TARGETS, type Trouble, WINDOW_MS } from './schedule.ts';

const BINARY = '/usr/bin/prometheus-alertmanager';
/**
 * Real time passes, so the play runs each schedule faster by this factor. The waits of Alertmanager are shorter by
 * the same factor.
 */
const FASTER = 30;
const GROUP_WAIT_MS = 30_000 / FASTER;

export interface PeerAccount {
  readonly fires: number;
  readonly lost: number;
  readonly doubled: number;
  readonly repeats: number;
  readonly slowestMs: number;
}

interface Told {
  readonly schedule: number;
  readonly target: string;
  readonly operation: string;
  readonly startsAt: number;
  readonly status: string;
  readonly at: number;
  readonly isCut: boolean;
}

export const hasAlertmanager = (): boolean => existsSync(BINARY);

/**
 * Plays the same troubles and outages to Debian's Alertmanager on loopback, in real time. The play sends it each
 * alert every second, as Prometheus does, and kills and restarts it `kills` times.
 */
export async function playAlertmanager(
  schedules: readonly Schedule[],
  kills: number,
): Promise<PeerAccount> {
  const startedAt = Date.now() + 3_000;
  const told: Told[] = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const [, index = '', target = ''] = request.url?.split('/') ?? [];
      const schedule = schedules[Number(index)];
      const passed = (Date.now() - startedAt) * FASTER;
      const kind = schedule?.outages.find(
        (one) => one.target === target && one.from <= passed && passed < one.to,
      )?.kind;
      if (kind === 'limited' || kind === 'broken') {
        response.writeHead(kind === 'limited' ? 429 : 500, { 'retry-after': '1' }).end();
        return;
      }
      const { alerts } = JSON.parse(text) as {
        readonly alerts: readonly {
          readonly status: string;
          readonly startsAt: string;
          readonly labels: Readonly<Record<string, string>>;
        }[];
      };
      for (const { status, startsAt, labels } of alerts) {
        told.push({
          ...{ schedule: Number(index), target, status, at: Date.now(), isCut: kind === 'cut' },
          operation: labels['operation'] ?? '',
          startsAt: Date.parse(startsAt),
        });
      }
      if (kind === 'cut') request.socket.destroy();
      else response.writeHead(200).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const folder = mkdtempSync(path.join(tmpdir(), 'alertmanager-'));
  writeFileSync(path.join(folder, 'config.yml'), configuration(schedules.length, port));
  const own = port > 40_000 ? port - 1_000 : port + 1_000;
  const start = (): (() => Promise<void>) => {
    const child = spawn(
      BINARY,
      [
        ...[`--config.file=${path.join(folder, 'config.yml')}`, `--storage.path=${folder}`],
        ...[`--web.listen-address=127.0.0.1:${own}`, '--cluster.listen-address='],
      ],
      { stdio: 'ignore' },
    );
    return async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
  };
  let kill = start();
  const endsAt = startedAt + Math.max(...schedules.map((one) => one.endsAt)) / FASTER;
  const killsAt = Array.from(
    { length: kills },
    (_, index) => startedAt + ((endsAt - startedAt) * (index + 1)) / (kills + 1),
  );
  const active = schedules.flatMap(({ troubles }, index) =>
    troubles.map((trouble) => ({ index, ...trouble, ...activeSpan(trouble, startedAt) })),
  );

  while (Date.now() < endsAt) {
    const now = Date.now();
    if (killsAt.length > 0 && now >= (killsAt[0] ?? 0)) {
      killsAt.shift();
      await kill();
      await wait(500);
      kill = start();
      await wait(500);
    }
    const posted = active
      .filter(({ from, to }) => from <= now && now < to + 15_000)
      .map(({ index, operation, from, to }) => ({
        labels: { alertname: 'failures', schedule: String(index), operation },
        startsAt: new Date(from).toISOString(),
        // A firing alert ends unless the play sends it again, as with Prometheus.
        endsAt: new Date(now < to ? now + 4_000 : to).toISOString(),
      }));
    await fetch(`http://127.0.0.1:${own}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(posted),
    }).catch(() => {});
    await wait(Math.max(0, now + 1_000 - Date.now()));
  }
  await kill();
  receiver.close();
  receiver.closeAllConnections();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return judge(schedules, active, told);
}

function activeSpan(
  { bursts }: Trouble,
  startedAt: number,
): { readonly from: number; readonly to: number } {
  const [from, to] = [bursts[0]?.from ?? 0, (bursts.at(-1)?.to ?? 0) + WINDOW_MS + KEEP_MS];
  return { from: startedAt + from / FASTER, to: startedAt + to / FASTER };
}

type Active = Trouble & { readonly index: number; readonly from: number; readonly to: number };

function judge(
  schedules: readonly Schedule[],
  active: readonly Active[],
  told: readonly Told[],
): PeerAccount {
  let [fires, lost, doubled, repeats, slowestMs] = [0, 0, 0, 0, 0];
  for (const { index, operation, from } of active) {
    fires += 1;
    for (const target of TARGETS) {
      for (const status of ['firing', 'resolved']) {
        const those = told.filter(
          (one) =>
            one.schedule === index &&
            one.target === target &&
            one.operation === operation &&
            one.status === status &&
            Math.abs(one.startsAt - from) < 50,
        );
        if (those.length === 0) lost += 1;
        for (const [place] of those.slice(1).entries()) {
          if (those[place]?.isCut) repeats += 1;
          else doubled += 1;
        }
        const first = those[0];
        const hasOutage = schedules[index]?.outages.some((one) => one.target === target);
        if (status === 'firing' && first && !hasOutage)
          slowestMs = Math.max(slowestMs, first.at - from - GROUP_WAIT_MS);
      }
    }
  }
  return { fires, lost, doubled, repeats, slowestMs };
}

function configuration(count: number, port: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return [
    'route:',
    '  receiver: none',
    '  group_by: [schedule, operation]',
    `  group_wait: ${GROUP_WAIT_MS}ms`,
    '  group_interval: 2s',
    '  repeat_interval: 4h',
    '  routes:',
    ...indexes.flatMap((index) => [
      `    - matchers: [schedule="${index}"]`,
      `      receiver: s${index}`,
    ]),
    'receivers:',
    '  - name: none',
    ...indexes.flatMap((index) => [
      `  - name: s${index}`,
      '    webhook_configs:',
      ...TARGETS.flatMap((target) => [
        `      - url: http://127.0.0.1:${port}/${index}/${target}`,
        '        send_resolved: true',
      ]),
    ]),
    '',
  ].join('\n');
}
