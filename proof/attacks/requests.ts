import { randomUUID } from 'node:crypto';
import type { Attack } from './attack.ts';
import { codeOf, draft, signUp } from './people.ts';
import type { Target } from './target.ts';

/** Requests that no router ever sees, as they are written on the connection. */
const MALFORMED: Readonly<Record<string, string>> = {
  'no request': 'hello\r\n\r\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': 'GET / HTTP/1.1\r\nHost: fireside.test\r\nHost: attacker.test\r\n\r\n',
  'a host that is none': 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
  'a host with a path': 'GET / HTTP/1.1\r\nHost: fireside.test/x\r\n\r\n',
  'an empty host': 'GET / HTTP/1.1\r\nHost: \r\n\r\n',
  'a port that is none': 'GET / HTTP/1.1\r\nHost: fireside.test:99999\r\n\r\n',
  'a length that is none': 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n',
  'an unknown method': 'BREW / HTTP/1.1\r\nHost: fireside.test\r\n\r\n',
  'an unknown version': 'GET / HTTP/9.9\r\nHost: fireside.test\r\n\r\n',
  'a header without a name': 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n',
  'a NUL in a header': 'GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n',
  'a header of 200 kB': `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(200_000)}\r\n\r\n`,
  'a path of 200 kB': `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'a tunnel': 'CONNECT attacker.test:443 HTTP/1.1\r\nHost: attacker.test\r\n\r\n',
};
/** Requests that two servers in a row may read differently. */
const SMUGGLING: Readonly<Record<string, string>> = {
  'length and chunks':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'two lengths':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
  'a coding that is none':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
  'a folded header':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n',
  'a space before the colon':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  'a chunk size that is none':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n',
};
const OUTSIDE: readonly string[] = [
  '/../../etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/..%5c..%5cetc%5cpasswd',
  '/assets/%252e%252e%252fpackage.json',
  '//etc/passwd',
  '/.env',
  '/.git/config',
  '/index.html%00.js',
  '/assets/../../package.json',
  '/server/main.ts',
  '/.data/fireside.sqlite',
];
const TEXTS: readonly string[] = [
  'a\u0000b',
  '\u0000',
  'a\ud800b',
  '\udfff',
  '\u202eabc',
  'a\u0007b',
  '\ufffe\uffff',
  'x'.repeat(4001),
];

/** Sends a text unchanged, and returns everything that comes back until the server ends the connection. */
async function exchange(target: Target, text: string, from: string): Promise<string> {
  const socket = await target.dial(from);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  socket.write(text);
  const timer = setTimeout(() => socket.destroy(), 10_000);
  await new Promise((resolve) => socket.once('close', resolve));
  clearTimeout(timer);
  return received;
}

const raw = (name: string, requests: Readonly<Record<string, string>>): Attack => ({
  name,
  async run(target) {
    const violations: string[] = [];
    for (const [index, [what, text]] of Object.entries(requests).entries()) {
      // oxlint-disable-next-line no-await-in-loop -- so that one cannot hide behind another
      const received = await exchange(target, text, `127.0.10.${index}`);
      const [head = ''] = received.split('\r\n\r\n');
      const answers = received.match(/HTTP\/1\.1 \d{3}/g) ?? [];
      const said = `${what}: ${answers.join(', ') || 'no answer'}`;
      if (answers.length !== 1) violations.push(said);
      else if (!/^HTTP\/1\.1 [45]\d\d/.test(head) || head.startsWith('HTTP/1.1 500'))
        violations.push(said);
      else if (!/content-type: application\/problem\+json/i.test(head))
        violations.push(`${said}, no problem`);
      else if (!/x-request-id: \S/i.test(head)) violations.push(`${said}, no id`);
    }
    const tries = Object.keys(requests).length;
    return { tries, result: `${tries - violations.length} refused by name`, violations };
  },
});

/** Attacks by malformed requests. */
export const onRequests: readonly Attack[] = [
  raw('requests that are none', MALFORMED),
  raw('requests that hide another', SMUGGLING),
  {
    name: 'paths out of the folder',
    async run(target) {
      const violations: string[] = [];
      for (const [index, path] of OUTSIDE.entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const { status, text } = await target.ask({ path, from: `127.0.11.${index}` });
        if (status < 400 || status >= 500 || /root:|"private"|SQLite format/.test(text)) {
          violations.push(`${path} was answered ${status}`);
        }
      }
      return { tries: OUTSIDE.length, result: 'nothing served', violations };
    },
  },
  {
    name: 'ids and keys of another user',
    async run(target) {
      const mara = await signUp(target, 'Mara', '127.0.12.1');
      const eve = await signUp(target, 'Eve Other', '127.0.12.2');
      const [id, key] = [randomUUID(), randomUUID()];
      await mara.save(id, { key, backstory: 'the secret of Mara' });
      const path = `/api/characters/${id}`;
      const seen = [
        await eve.ask({ path }),
        await eve.ask({ path: '/api/characters' }),
        await eve.note(id, 'I was here.'),
        await eve.save(id, { key, backstory: 'the secret of Mara' }),
        await eve.ask({ path, headers: { 'holdfast-subject': mara.subject } }),
      ];
      const mine = await mara.ask({ path });
      const leaks = seen.slice(0, 3).filter(({ text }) => text.includes('secret of Mara'));
      const replays = seen.filter(({ headers }) => headers['idempotency-replayed'] !== undefined);
      return {
        tries: seen.length,
        result: 'separate',
        violations: [
          ...leaks.map(() => 'a text of another user was told'),
          ...replays.map(() => 'an answer of another user was told again'),
          ...(mine.text.includes('I was here') ? ['a note went to another user'] : []),
        ],
      };
    },
  },
  {
    name: 'texts that no database takes',
    async run(target) {
      const mara = await signUp(target, 'Mara', '127.0.13.1');
      const answers = await Promise.all(
        TEXTS.flatMap((text) => [
          mara.ask({
            ...{ method: 'PUT', path: `/api/characters/${randomUUID()}` },
            headers: { 'idempotency-key': `"${randomUUID()}"`, 'if-none-match': '*' },
            body: { ...draft, backstory: text, name: text.slice(0, 70) },
          }),
          mara.ask({
            path: `/api/characters/${encodeURIComponent(text.toWellFormed()).slice(0, 300)}`,
          }),
        ]),
      );
      const failed = answers.filter(({ status }) => status === 0 || status >= 500);
      return {
        tries: answers.length,
        result: `${answers.filter(({ status }) => status >= 400).length} refused by name`,
        violations: failed.map((answer) => `answered ${answer.status} ${codeOf(answer)}`),
      };
    },
  },
  {
    name: 'bodies that are too much',
    async run(target) {
      const bodies = [
        '['.repeat(100_000),
        `{"name":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
        `"${'a'.repeat(5_000_000)}"`,
        `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
      ];
      const answers = await Promise.all(
        bodies.map((body, index) =>
          target.ask({ method: 'POST', path: '/api/session', from: `127.0.14.${index}`, body }),
        ),
      );
      const wrong = answers.filter(({ status }) => status < 400 || status >= 500);
      return {
        tries: bodies.length,
        result: answers.map((answer) => answer.status).join(', '),
        violations: wrong.map(({ status }) => `answered ${status}`),
      };
    },
  },
];
