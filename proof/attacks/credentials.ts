import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './ask.ts';
import type { Attack } from './attack.ts';
import { codeOf, cookiesOf, password, signUp } from './people.ts';
import type { Target } from './target.ts';

const HOME = '127.0.5.1';
const SIGN_INS_AT_ONCE = 30;
/** This number of addresses fills the queue with nine sign-ins each. */
const CROWD = 12;
const SLOWEST_WRITE_MS = 1500;

/** Spellings that look like one name to a user. */
const SPELLINGS: readonly string[] = [
  'Mara',
  'mara',
  'MARA',
  'Mar\u0430',
  '\u041c\u0430ra',
  'Ma\u200bra',
  'Mara\u2060',
  '\u202eMara',
  'Mar\u00ada',
  '\uff2d\uff41\uff52\uff41',
  'M\u0251ra',
  'Mara\u0000',
  '\u1d0d\u1d00\u0280\u1d00',
  '\u{1f15c}\u{1f150}\u{1f161}\u{1f150}',
  '\u{1f1f2}\u{1f1e6}\u{1f1f7}\u{1f1e6}',
  'Mara\u0332',
  'Ma\u{1d159}ra',
  'Ma\u{16fe4}ra',
];
const NO_NAMES: readonly string[] = [
  '\u200b\u200b\u200b',
  '\u2060\u00ad\u200d',
  '\u3164\u3164\u3164',
  '\u2800\u2800\u2800',
  'a\u200b\u200b',
  '\u0000\u0000\u0000',
  '\u202a\u202b\u202c',
  '\ud800\ud800\ud800',
];
const NO_PASSWORDS: readonly string[] = [
  'aaaaaaaaaa',
  '1234567890',
  'password123',
  'qwertyuiop',
  'abcdefghij',
  '0123456789',
  'iloveyou12',
  'p.a.s.s.w.o.r.d',
  'password1password2',
  'person 12345678',
  '\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a',
  '1990-01-01',
  '\u200b'.repeat(12),
];

type Tried = Answer & { readonly secret: string };

/** Guesses from a number of addresses, ten from each; the last guess is right. */
async function guess(
  target: Target,
  path: string,
  { addresses }: { readonly addresses: number },
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (let index = 0; index < addresses * 10; index += 1) {
    const isLast = index === addresses * 10 - 1;
    const secret = isLast ? password : `a wrong guess ${index}`;
    const from = `127.0.6.${Math.floor(index / 10)}`;
    // oxlint-disable-next-line no-await-in-loop -- an attacker who guesses in order
    const answer = await target.ask({
      method: 'POST',
      path,
      from,
      body: { name: 'Mara', password: secret },
    });
    tried.push({ ...answer, secret });
  }
  return tried;
}

const guessing = (name: string, path: string, addresses: number): Attack => ({
  name,
  async run(target) {
    const owner = await signUp(target, 'Mara', HOME);
    await owner.ask({ method: 'DELETE', path: '/api/session' });
    const tried = await guess(target, path, { addresses });
    const first = tried.findIndex(({ status }) => status === 429);
    const isIn = tried.some((answer) => cookiesOf(answer) !== '' && answer.status < 300);
    const back = await target.ask({
      ...{ method: 'POST', path: '/api/session', from: HOME },
      headers: { cookie: owner.cookies },
      body: { name: 'Mara', password },
    });
    const [{ audited = 0 } = {}] = target.query(
      'select count(*) as audited from holdfast_audit',
    ) as readonly { readonly audited?: number }[];
    return {
      tries: tried.length,
      ...(first >= 0 && { beforeLimit: first }),
      result: `owner signs in: ${back.status}, audit lines: ${audited}`,
      violations: [
        ...(isIn ? ['the last guess signed in'] : []),
        ...(first < 0 ? ['nothing slowed it down'] : []),
        ...(back.status === 200 ? [] : ['the owner was kept out on a known device']),
        ...(audited > 1 ? [] : ['nothing was audited']),
      ],
    };
  },
});

/** Signs up with each of these names, each time from a new address. */
async function signUps(target: Target, all: readonly { name: string; password: string }[]) {
  const answers: Answer[] = [];
  for (const [index, body] of all.entries()) {
    const from = `127.0.7.${index}`;
    // oxlint-disable-next-line no-await-in-loop -- the first decides what the others find
    answers.push(await target.ask({ method: 'POST', path: '/api/accounts', from, body }));
  }
  return answers;
}

const refusedAll = (name: string, all: readonly { name: string; password: string }[]): Attack => ({
  name,
  async run(target) {
    const answers = await signUps(target, all);
    const taken = answers.flatMap(({ status }, index) =>
      status === 422 ? [] : [`${JSON.stringify(all[index])} was answered ${status}`],
    );
    return {
      tries: all.length,
      result: `${all.length - taken.length} refused with the field's name`,
      violations: taken,
    };
  },
});

/** Attacks on accounts. */
export const onCredentials: readonly Attack[] = [
  guessing('guesses through sign-up, 12 addresses', '/api/accounts', 12),
  guessing('guesses through sign-in, 30 addresses', '/api/session', 30),
  {
    name: `${SIGN_INS_AT_ONCE} sign-ins at once while others write`,
    async run(target) {
      const writer = await signUp(target, 'Writer', HOME);
      const crowd = Array.from({ length: SIGN_INS_AT_ONCE }, (_, index) =>
        target.ask({
          ...{ method: 'POST', path: '/api/session', from: `127.0.8.${index % 4}` },
          body: { name: `Someone ${index}`, password: 'no such password' },
        }),
      );
      const signingIn = Promise.all(crowd);
      const over = new AbortController();
      void signingIn.then(() => over.abort());
      const writes: Answer[] = [];
      while (!over.signal.aborted && writes.length < 50) {
        // oxlint-disable-next-line no-await-in-loop -- one write after the other, as a user makes them
        writes.push(await writer.save(crypto.randomUUID()));
        // oxlint-disable-next-line no-await-in-loop
        await sleep(50);
      }
      const answers = await signingIn;
      const slowest = Math.max(...writes.map(({ tookMs }) => tookMs));
      const refused = answers.filter(({ status }) => status === 429 || status === 503);
      const failed = writes.filter(({ status }) => status !== 200);
      return {
        tries: SIGN_INS_AT_ONCE,
        beforeLimit: answers.length - refused.length,
        result: `slowest of ${writes.length} writes: ${slowest.toFixed(0)} ms`,
        violations: [
          ...(slowest > SLOWEST_WRITE_MS ? [`a write took ${slowest.toFixed(0)} ms`] : []),
          ...failed.map(({ status }) => `a write was answered ${status}`),
          ...refused
            .filter(({ headers }) => headers['retry-after'] === undefined)
            .map(({ status }) => `${status} without Retry-After`),
        ],
      };
    },
  },
  {
    name: `one name in ${SPELLINGS.length} spellings`,
    async run(target) {
      const answers = await signUps(
        target,
        SPELLINGS.map((name) => ({ name, password })),
      );
      const made = answers.filter(({ status }) => status === 201).length;
      const odd = answers.filter(({ status }) => status !== 201 && status !== 422);
      return {
        tries: SPELLINGS.length,
        beforeLimit: made,
        result: `${made} account`,
        violations: [
          ...(made === 1 ? [] : [`${made} accounts`]),
          ...odd.map((answer) => `answered ${answer.status} ${codeOf(answer)}`),
        ],
      };
    },
  },
  {
    name: 'a crowd fills the queue of hashes',
    async run(target) {
      await signUp(target, 'Owner', HOME);
      // The attack does not wait for the crowd, whose requests end with the server.
      const crowd = Array.from({ length: CROWD * 9 }, (_, index) =>
        target.ask({
          ...{ method: 'POST', path: '/api/session', from: `127.0.9.${index % CROWD}` },
          body: { name: `Someone ${index}`, password: 'no such password' },
        }),
      );
      await sleep(200);
      const owner = await target.ask({
        ...{ method: 'POST', path: '/api/session', from: HOME },
        body: { name: 'Owner', password },
      });
      return {
        tries: crowd.length,
        result: `owner signs in: ${owner.status} after ${owner.tookMs.toFixed(0)} ms`,
        violations: owner.status === 200 ? [] : [`the owner was answered ${owner.status}`],
      };
    },
  },
  refusedAll(
    'names that show nothing',
    NO_NAMES.map((name) => ({ name, password })),
  ),
  refusedAll(
    'passwords that everyone tries',
    NO_PASSWORDS.map((secret, index) => ({ name: `Person ${index}`, password: secret })),
  ),
];
