// oxlint-disable-next-line import/no-unassigned-import -- it has to come before every schema
import '../../../demo/src/start/no-generated-code.ts';
import { Character, CharacterSaved, Note } from '../../../demo/contract/character.ts';
import { sheet } from './sheet.ts';
import { password, timed } from './overhead-page.ts';
import { keptByHand } from './kept-by-hand.ts';
import { showTexts } from './show-texts.ts';

const show = showTexts();
const kept = await keptByHand();
let id = '';

async function ask(method: string, path: string, body?: object, more = {}): Promise<unknown> {
  const key = { 'idempotency-key': `"${crypto.randomUUID()}"` };
  const answer = await fetch(`/api/${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...key, ...more },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`It is ${answer.status}.`);
  return answer.json();
}

globalThis.overhead = {
  async signUp(name) {
    await ask('POST', 'accounts', { name, password });
  },
  save: (number) =>
    timed(async () => {
      const { id: made, ...body } = sheet(crypto.randomUUID(), number);
      id = made;
      const headers = { 'if-none-match': '*' };
      CharacterSaved.parse(
        await ask('PUT', `characters/${id}`, { ...body, revision: '1' }, headers),
      );
    }),
  note: (number) =>
    timed(async () => {
      const text = `Note ${number}`;
      const key = crypto.randomUUID();
      await kept.put(key, { id, text });
      Note.parse(await ask('POST', `characters/${id}/notes`, { text }));
      await kept.delete(key);
      show(`Note ${number}`);
    }),
  read: () => timed(async () => Character.parse(await ask('GET', `characters/${id}`))),
};
document.title = 'ready';
