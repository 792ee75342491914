import { randomUUID } from 'node:crypto';
import type { Answer } from './ask.ts';
import type { Attack } from './attack.ts';
import { codeOf, draft, password, signUp } from './people.ts';
import type { Target } from './target.ts';

/** Faster than the limits per minute allow, so that only the limits on a patient attacker remain. */
const patient: Readonly<Record<string, string>> = {
  FIRESIDE_ADDRESS_LIMIT: '1000000',
  FIRESIDE_USER_LIMIT: '1000000',
  FIRESIDE_SIGN_IN_LIMIT: '1000000',
  FIRESIDE_SCRYPT_LOG2_COST: '10',
};
const NOTES = 500;
const WRITES = 40;
/** What a write of 300 bytes may leave behind, with indexes and the log of the database. */
const MOST_KEPT_PER_WRITE = 12_000;
const MOST_TRIES = 6000;
const EVENTS = 100;

type Ask = (index: number) => Promise<Answer>;

const isRefused = ({ status }: Answer): boolean => status >= 400 || status === 0;

/** Sends requests until the server refuses one, a number of them at once. */
async function untilRefused(
  ask: Ask,
): Promise<{ readonly taken: number; readonly refusal: Answer | undefined }> {
  const AT_ONCE = 20;
  for (let taken = 0; taken < MOST_TRIES; taken += AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- as many as there are, then the next
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => ask(taken + index)),
    );
    const refusal = answers.find(isRefused);
    if (refusal) {
      return { taken: taken + answers.filter((answer) => !isRefused(answer)).length, refusal };
    }
  }
  return { taken: MOST_TRIES, refusal: undefined };
}

const bounded = (name: string, prepare: (target: Target) => Promise<Ask>): Attack => ({
  name,
  settings: patient,
  async run(target) {
    const before = await target.storedBytes();
    const { taken, refusal } = await untilRefused(await prepare(target));
    const kept = (await target.storedBytes()) - before;
    const isNamed = refusal !== undefined && refusal.status !== 500 && codeOf(refusal) !== '';
    return {
      tries: taken + 1,
      ...(refusal && { beforeLimit: taken }),
      result: `${refusal ? `${refusal.status} ${codeOf(refusal)}` : 'no limit'}, ${(kept / 1e6).toFixed(1)} MB kept`,
      violations: isNamed ? [] : ['it grows without a limit'],
    };
  },
});

const HOME = '127.0.15.1';

/** Attacks that fill the storage. */
export const onGrowth: readonly Attack[] = [
  {
    name: `small writes to a character with ${NOTES} notes`,
    settings: patient,
    async run(target) {
      const mara = await signUp(target, 'Mara', HOME);
      const id = randomUUID();
      await mara.save(id);
      let notes = 0;
      while (notes < NOTES) {
        // oxlint-disable-next-line no-await-in-loop
        const { status } = await mara.note(id, 'n'.repeat(500));
        if (status !== 201) break;
        notes += 1;
      }
      const before = await keptBytes(target);
      let revision = '';
      for (let index = 0; index < WRITES; index += 1) {
        // oxlint-disable-next-line no-await-in-loop
        revision = await change(mara, id, revision, index);
      }
      const each = ((await keptBytes(target)) - before) / WRITES;
      return {
        tries: WRITES,
        result: `${(each / 1000).toFixed(1)} kB kept per write, ${notes} notes`,
        violations: each > MOST_KEPT_PER_WRITE ? [`${each.toFixed(0)} bytes per write`] : [],
      };
    },
  },
  bounded('characters without end', async (target) => {
    const mara = await signUp(target, 'Mara', HOME);
    return () => mara.save(randomUUID(), { backstory: 'b'.repeat(4000) });
  }),
  bounded('notes without end', async (target) => {
    const mara = await signUp(target, 'Mara', HOME);
    const id = randomUUID();
    await mara.save(id);
    return () => mara.note(id, 'n'.repeat(500));
  }),
  {
    name: 'telemetry without end',
    settings: patient,
    async run(target) {
      // More than one source may store in a day, in batches as long as a page may send.
      const batches = 150;
      let refused = 0;
      for (let index = 0; index < batches; index += 1) {
        // oxlint-disable-next-line no-await-in-loop -- the rows stored before decide about the next one
        const answer = await target.ask({
          ...{ method: 'POST', path: '/api/telemetry', from: HOME, body: { events: batch() } },
        });
        refused += (JSON.parse(answer.text) as { readonly refused?: number }).refused ?? 0;
      }
      const [{ events = 0, bytes = 0 } = {}] = target.query(
        'select count(*) as events, sum(length(event)) as bytes from holdfast_telemetry',
      ) as readonly { readonly events?: number; readonly bytes?: number }[];
      return {
        tries: batches * EVENTS,
        beforeLimit: events,
        result: `${events} events, ${(bytes / 1e6).toFixed(1)} MB kept`,
        violations: refused > 0 ? [] : ['it grows without a limit'],
      };
    },
  },
  {
    name: 'sessions without end',
    settings: patient,
    async run(target) {
      await signUp(target, 'Mara', HOME);
      const tries = 150;
      for (let index = 0; index < tries; index += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await target.ask({
          ...{ method: 'POST', path: '/api/session', from: HOME },
          body: { name: 'Mara', password },
        });
      }
      const [{ sessions = tries } = {}] = target.query(
        'select count(*) as sessions from sessions',
      ) as readonly { readonly sessions?: number }[];
      return {
        tries,
        beforeLimit: sessions,
        result: `${sessions} sessions kept`,
        violations: sessions < tries ? [] : ['sessions grow without a limit'],
      };
    },
  },
];

const batch = (): readonly object[] =>
  Array.from({ length: EVENTS }, () => ({
    id: randomUUID(),
    severity: 'info',
    event: { type: 'connectivity.changed', at: 1, state: 's'.repeat(300) },
  }));

async function keptBytes(target: Target): Promise<number> {
  const [{ bytes = 0 } = {}] = target.query(
    'select sum(length(body) + length(headers)) as bytes from holdfast_idempotency',
  ) as readonly { readonly bytes?: number }[];
  return bytes;
}

async function change(
  person: Awaited<ReturnType<typeof signUp>>,
  id: string,
  basedOn: string,
  index: number,
): Promise<string> {
  const path = `/api/characters/${id}`;
  const current = basedOn || (await person.ask({ path })).headers.etag || '';
  const { status, headers } = await person.ask({
    ...{ method: 'PUT', path, body: { ...draft, backstory: `change ${index} ${'b'.repeat(280)}` } },
    headers: { 'idempotency-key': `"${randomUUID()}"`, 'if-match': current },
  });
  if (status !== 200) throw new Error(`A change was answered ${status}.`);
  return headers.etag ?? '';
}
