import { randomUUID } from 'node:crypto';

export type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

export interface HowToSave {
  readonly key?: string;
  /** The name of the state that this save makes. */
  readonly revision?: string;
  /** The state that this save changes. @default none: it creates */
  readonly basedOn?: string;
}

/** A signed-in user, as an HTTP client sees it. */
export interface Writer {
  readonly subject: string;
  readonly cookie: string;
  fetch(path: string, init?: Init): Promise<Response>;
  saveCharacter(id: string, name?: string, how?: HowToSave): Promise<Response>;
  addNote(character: string, text: string, key?: string): Promise<Response>;
}

export const password = 'correct horse battery';

export const draft = {
  name: 'Ada',
  role: 'keeper of the lighthouse',
  temperament: 'melancholic',
  traits: ['patient', 'watchful'],
  backstory: 'She counts the ships.',
};

export function postJson(url: string, body: unknown, init: Init = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** The problem of a refusal, without the ids that differ each time. */
export async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const {
    requestId: _,
    incidentId: __,
    ...problem
  } = (await response.json()) as Record<string, unknown>;
  return problem;
}

export async function signUp(url: string, name: string): Promise<Writer> {
  const response = await postJson(`${url}/api/accounts`, { name, password });
  const { account } = (await response.json()) as { account: { subject: string } };
  const cookie = cookieOf(response);
  const send = (path: string, init: Init = {}): Promise<Response> =>
    fetch(`${url}${path}`, { ...init, headers: { cookie, ...init.headers } });
  const write = (
    method: string,
    path: string,
    body: unknown,
    key: string,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    send(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"`, ...headers },
    });
  return {
    subject: account.subject,
    cookie,
    fetch: send,
    saveCharacter: (id, characterName = draft.name, how = {}) => {
      const { key = randomUUID(), revision, basedOn } = how;
      const condition: Record<string, string> =
        basedOn === undefined ? { 'if-none-match': '*' } : { 'if-match': `"${basedOn}"` };
      const body = { ...draft, name: characterName, revision };
      return write('PUT', `/api/characters/${id}`, body, key, condition);
    },
    addNote: (character, text, key = randomUUID()) =>
      write('POST', `/api/characters/${character}/notes`, { text }, key),
  };
}
