import { randomUUID } from 'node:crypto';
import type { Answer, Question } from './ask.ts';
import type { Target } from './target.ts';

export const password = 'correct horse battery';

export const draft = {
  name: 'Ada',
  role: 'keeper of the lighthouse',
  temperament: 'melancholic',
  traits: ['patient'],
  backstory: 'She counts the ships.',
};

/** A user who is signed in on one device. */
export interface Person {
  readonly subject: string;
  /** All fields that the device stores, also after the user has signed out. */
  readonly cookies: string;
  ask(question: Question): Promise<Answer>;
  save(id: string, how?: { readonly key?: string; readonly backstory?: string }): Promise<Answer>;
  note(id: string, text: string): Promise<Answer>;
}

export async function signUp(target: Target, name: string, from: string): Promise<Person> {
  const answer = await target.ask({
    ...{ method: 'POST', path: '/api/accounts', from },
    body: { name, password },
  });
  if (answer.status !== 201) throw new Error(`Sign-up was answered ${answer.status}.`);
  const { account } = JSON.parse(answer.text) as { readonly account: { readonly subject: string } };
  const cookies = cookiesOf(answer);
  const send = (question: Question): Promise<Answer> =>
    target.ask({ from, ...question, headers: { cookie: cookies, ...question.headers } });
  const write = (question: Question, key: string = randomUUID()): Promise<Answer> =>
    send({ ...question, headers: { 'idempotency-key': `"${key}"`, ...question.headers } });
  return {
    subject: account.subject,
    cookies,
    ask: send,
    save: (id, { key, backstory = draft.backstory } = {}) =>
      write(
        {
          ...{ method: 'PUT', path: `/api/characters/${id}`, body: { ...draft, backstory } },
          headers: { 'if-none-match': '*' },
        },
        key,
      ),
    note: (id, text) =>
      write({ method: 'POST', path: `/api/characters/${id}/notes`, body: { text } }),
  };
}

export function cookiesOf({ headers }: Answer): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

export function codeOf({ text }: Answer): string {
  try {
    return (JSON.parse(text) as { readonly code?: string }).code ?? '';
  } catch {
    return '';
  }
}
