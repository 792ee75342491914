import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const plugin = path.join(import.meta.dirname, 'transaction-work-rule.ts');
const oxlint = path.join(import.meta.dirname, '../node_modules/.bin/oxlint');

/** The numbers of the lines that the rule refuses. */
function refused(code: string): readonly number[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = path.join(folder, 'config.json');
  const rules = { 'holdfast/transaction-work': 'error' };
  writeFileSync(config, JSON.stringify({ jsPlugins: [plugin], categories: {}, rules }));
  writeFileSync(path.join(folder, 'code.ts'), code);
  const { stdout } = spawnSync(oxlint, ['-c', config, '--format=unix', 'code.ts'], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  return [...stdout.matchAll(/code\.ts:(\d+):.*transaction-work/g)].map(([, line]) => Number(line));
}

it('refuses work of a transaction that waits for anything besides it', () => {
  const code = `
    await transact(database, async (tx) => { await fetch(address); });
    await transact(database, async (tx) => { await hash(password); });
    await transact(database, async () => { await sleep(platform, 10); });
    await idempotent(request, { owner, work: async (tx) => { await hash(password); return save(tx); } });
    await idempotent(request, { owner, async work(tx) { await mail.send(); return save(tx); } });
    await database.transaction().execute(async (tx) => { await other.read(); });
    async function save(tx: Transaction<Tables>) { const hash = await crypto.subtle.digest('SHA-256', bytes); }
    const save2 = async (tx: Transaction<Tables>) => { await Promise.all([queue.idle()]); };
    await transact(database, (tx) => fetch(address));
    await transact(database, async (tx) => { items.map(async (item) => { await load(item); }); });
  `;
  const lines = [...new Set(refused(code))].toSorted((a, b) => a - b);
  expect(lines).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it('lets work wait for its own transaction, and other code wait for anything', () => {
  const code = `
    await transact(database, async (tx) => { await tx.selectFrom('a').execute(); });
    await transact(database, async (tx) => { await save(tx, 'a'); await Promise.all([save(tx)]); });
    await transact(database, async (tx) => { await transact(tx, (part) => save(part)); });
    await transact(database, async (tx) => { for (const a of list) { await save(tx, a); } });
    await fetch(address);
    async function read(database: Database) { await fetch(address); await sleep(platform, 1); }
    const answer = await idempotent(request, { owner, work: async (tx) => Response.json(await save(tx)) });
    await query.execute(async (rows) => { await fetch(rows); });
  `;
  expect(refused(code)).toEqual([]);
});
