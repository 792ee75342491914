import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';

vi.setConfig({ testTimeout: 60_000 });

it.each([
  ['nonsense', 400, 'hello\r\n\r\n'],
  ['two hosts', 400, 'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n'],
  ['a host that is none', 400, 'GET / HTTP/1.1\r\nhost: a b\r\n\r\n'],
  ['no host', 400, 'GET /api/session HTTP/1.1\r\n\r\n'],
  ['too many header fields', 431, `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(5000)}\r\n`],
])(
  'names the failure of a request that never reaches a route, and logs it like any request: %s',
  async (_, status, bytes) => {
    const fireside = await startFireside({ FIRESIDE_LOG: 'all' });
    const socket = connect(Number(new URL(fireside.url).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (some) => (heard += String(some)));
    socket.write(bytes);
    await once(socket, 'close');
    const [head = '', body = ''] = heard.split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain('content-type: application/problem+json');
    expect(head).toContain('cache-control: no-store');
    const { requestId, incidentId, code } = JSON.parse(body) as Record<string, string>;
    expect(head).toContain(`x-request-id: ${requestId}`);
    const linesAbout = (id = '') =>
      fireside
        .output()
        .stderr.split('\n')
        .filter((line) => line.includes(id));
    await expect.poll(() => linesAbout(requestId)).toHaveLength(1);
    expect(JSON.parse(linesAbout(requestId)[0] ?? '{}')).toMatchObject({
      level: 'warn',
      status,
      incidentId,
      failure: { code },
    });
  },
);
