import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { RelationshipList } from '../../contract/relationship.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile();

const owes = {
  ...{ between: 'characters', kind: 'debt', weight: 4, note: 'the boat' },
  ...{ fromId: randomUUID(), toId: randomUUID() },
};

function send(writer: Writer, method: string, id: string, basedOn: string | null, body?: unknown) {
  const condition: Record<string, string> =
    basedOn === null ? { 'if-none-match': '*' } : { 'if-match': `"${basedOn}"` };
  const headers = { 'idempotency-key': `"${randomUUID()}"`, ...condition };
  return writer.fetch(`/api/relationships/${id}`, {
    method,
    ...(body === undefined
      ? { headers }
      : {
          body: JSON.stringify(body),
          headers: { ...headers, 'content-type': 'application/json' },
        }),
  });
}

interface Save {
  readonly id: string;
  readonly revision: string;
  readonly basedOn?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}
const save = (writer: Writer, { id, revision, basedOn, more }: Save): Promise<Response> =>
  send(writer, 'PUT', id, basedOn ?? null, { revision, relationship: { ...owes, id, ...more } });

const list = async (writer: Writer) =>
  RelationshipList.parse(await (await writer.fetch('/api/relationships')).json()).relationships;

it('keeps a relationship of which neither end has arrived, and lists all in order of creation', async () => {
  const mara = await signUp(fireside().url, 'Mara 1');
  const [first, second] = [randomUUID(), randomUUID()];
  expect((await save(mara, { id: first, revision: 'r1' })).headers.get('etag')).toBe('"r1"');
  const sequel = { between: 'stories', kind: 'sequel', weight: 3, note: '' };
  await save(mara, { id: second, revision: 'r1', more: sequel });
  await save(mara, { id: first, revision: 'r2', basedOn: 'r1', more: { weight: 5 } });
  expect(await list(mara)).toMatchObject([
    { relationship: { ...owes, id: first, weight: 5 }, revision: 'r2' },
    { relationship: { ...sequel, id: second }, revision: 'r1' },
  ]);
});

it('changes and deletes only the state that the writer saw', async () => {
  const mara = await signUp(fireside().url, 'Mara 2');
  const id = randomUUID();
  await save(mara, { id, revision: 'r1' });
  await save(mara, { id, revision: 'r2', basedOn: 'r1', more: { note: 'the house' } });
  const late = await save(mara, { id, revision: 'r3', basedOn: 'r1', more: { note: 'the hat' } });
  expect(late.status).toBe(412);
  expect((await send(mara, 'DELETE', id, 'r1')).status).toBe(412);
  // A save of the stored values is no conflict.
  const same = await save(mara, { id, revision: 'r4', more: { note: 'the house' } });
  expect(await same.json()).toMatchObject({ revision: 'r2' });

  expect((await send(mara, 'DELETE', id, 'r2')).status).toBe(204);
  expect((await send(mara, 'DELETE', id, 'r2')).status).toBe(204);
  expect(await list(mara)).toEqual([]);
  // To save it anew undoes the deletion.
  expect((await save(mara, { id, revision: 'r5' })).status).toBe(200);
  expect(await list(mara)).toHaveLength(1);
});

it('refuses a relationship of one with itself, of another id, and of a kind that its ends cannot have', async () => {
  const mara = await signUp(fireside().url, 'Mara 3');
  const id = randomUUID();
  const itself = await save(mara, { id, revision: 'r1', more: { toId: owes.fromId } });
  expect(itself.status).toBe(422);
  const stories = await save(mara, { id, revision: 'r1', more: { between: 'stories' } });
  expect(stories.status).toBe(422);
  const other = await save(mara, { id, revision: 'r1', more: { id: randomUUID() } });
  expect(other.status).toBe(400);
});

it('gives a writer nothing of the relationships of another', async () => {
  const { url } = fireside();
  const [mara, noor] = [await signUp(url, 'Mara 4'), await signUp(url, 'Noor 4')];
  const id = randomUUID();
  await save(mara, { id, revision: 'r1' });
  expect((await noor.fetch(`/api/relationships/${id}`)).status).toBe(404);
  expect((await send(noor, 'DELETE', id, 'r1')).status).toBe(204);
  expect((await save(noor, { id, revision: 'n1', more: { note: 'mine' } })).status).toBe(200);
  expect(await list(mara)).toMatchObject([{ revision: 'r1' }]);
});

it('counts the bytes of relationships against the account, and gives them back', async () => {
  const { url, dataFolder } = fireside();
  const mara = await signUp(url, 'Mara 5');
  const database = new DatabaseSync(`${dataFolder}/fireside.sqlite`, { timeout: 10_000 });
  const bytes = () =>
    database.prepare('select bytes from accounts where name = ?').get('Mara 5')?.['bytes'];
  const id = randomUUID();
  await save(mara, { id, revision: 'r1' });
  expect(bytes()).toBe(100 + owes.note.length);
  database.prepare('update accounts set bytes = 16777216 where name = ?').run('Mara 5');
  const full = await save(mara, { id: randomUUID(), revision: 'r1' });
  expect([full.status, await full.json()]).toMatchObject([403, { code: 'ACCOUNT_FULL' }]);
  await send(mara, 'DELETE', id, 'r1');
  expect(bytes()).toBe(16_777_216 - 100 - owes.note.length);
  database.close();
});
