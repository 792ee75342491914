import type { Attack } from './attack.ts';
import { draft, password, signUp } from './people.ts';

const VISITOR = '127.0.9.1';
const IMAGES = 200;

const onForeignPage: Readonly<Record<string, string>> = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'image',
  referer: 'https://attacker.test/',
};

/** Requests that a foreign page makes a visitor's browser send, with the visitor's cookies. */
const FORGED: readonly { readonly name: string; readonly headers: Record<string, string> }[] = [
  {
    name: 'a form',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://attacker.test',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
    },
  },
  {
    name: 'JSON as text',
    headers: {
      'content-type': 'text/plain',
      origin: 'https://attacker.test',
      'sec-fetch-site': 'cross-site',
    },
  },
  { name: 'an old browser', headers: { origin: 'https://attacker.test' } },
  { name: 'a sandboxed frame', headers: { origin: 'null' } },
  {
    name: 'a sibling domain',
    headers: { origin: 'https://other.fireside.test', 'sec-fetch-site': 'same-site' },
  },
];

/** Attacks by a foreign page through a visitor's browser. */
export const onBrowsers: readonly Attack[] = [
  {
    name: `${IMAGES} images on a foreign page that look like attacks`,
    async run(target) {
      const path = `/api/session?q=${encodeURIComponent('<script>alert(1)</script>')}`;
      for (let index = 0; index < IMAGES; index += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one page, one image after the other
        await target.ask({ path, from: VISITOR, headers: onForeignPage });
      }
      const own = await target.ask({
        ...{ path: '/api/session', from: VISITOR },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      return {
        tries: IMAGES,
        result: `the visitor's own request: ${own.status}`,
        violations: own.status === 200 ? [] : [`the visitor was answered ${own.status}`],
      };
    },
  },
  {
    name: 'writes forged by a foreign page',
    async run(target) {
      const victim = await signUp(target, 'Mara', VISITOR);
      const questions = FORGED.flatMap(({ name, headers }) =>
        (['PUT', 'POST', 'DELETE'] as const).map((method) => ({
          name: `${name}, ${method}`,
          question: {
            method,
            path: method === 'PUT' ? `/api/characters/${crypto.randomUUID()}` : '/api/session',
            headers: { ...headers, 'idempotency-key': `"${crypto.randomUUID()}"` },
            body: JSON.stringify(method === 'PUT' ? draft : { name: 'Eve', password }),
          },
        })),
      );
      const violations: string[] = [];
      for (const { name, question } of questions) {
        // oxlint-disable-next-line no-await-in-loop -- each finds what the one before did
        const { status } = await victim.ask(question);
        if (status < 400) violations.push(`${name} was answered ${status}`);
      }
      const session = await victim.ask({ path: '/api/session' });
      if (!session.text.includes(victim.subject)) violations.push('the victim was signed out');
      return { tries: questions.length, result: 'no effect', violations };
    },
  },
];
