import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrialPlan } from '../plan-trial.ts';
import { createTrialLives, type TrialResult, within } from '../trial-lives.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

// The last page of a file has room for a few small rows.
const padding = 'x'.repeat(4_000);

/**
 * The disk becomes full to the last byte as soon as the page has come back to its entries. The page must send all of
 * them.
 */
export const diskFull: Fault = {
  name: 'disk full',
  engines: ['firefox'],
  needsSmallDisk: true,
  run: (plan, world) => runOnFullDisk(plan, world, true),
};

/** A Chromium closes its databases then, and cannot open them again before there is room. Nothing may be lost. */
export const diskFullAndClosed: Fault = {
  name: 'disk full, database closed',
  engines: ['chromium'],
  needsSmallDisk: true,
  run: (plan, world) => runOnFullDisk(plan, world, false),
};

/** The disk is full before the page comes back to its entries. A Chromium cannot send then. Nothing may be lost. */
export const diskFullBefore: Fault = {
  name: 'disk full before the page opens',
  engines: ['chromium'],
  needsSmallDisk: true,
  run: (plan, world) => runOnFullDisk(plan, world, false, true),
};

async function runOnFullDisk(
  plan: TrialPlan,
  world: World,
  mustSend: boolean,
  isFullBefore = false,
): Promise<TrialResult> {
  const lives = createTrialLives(plan, world);
  let empty: (() => void) | undefined;
  await lives.writeOffline({ padding });
  world.line.holdRequests({ method: 'POST' });
  if (isFullBefore) empty = fillDisk(path.dirname(world.profile));
  // The page reports after its time, because a full disk may keep entries that were sent.
  const { mail, ready } = lives.begin({ drainWithinMs: 6_000, padding }, undefined, () => {
    empty ??= fillDisk(path.dirname(world.profile));
    world.line.release();
  });
  try {
    await within('the page to open', ready);
    const full = await lives.end({}, mail);
    const sent = new Set(
      full.history.flatMap((event) => (event.type === 'applied' ? [event.id] : [])),
    );
    const unsent = plan.notes.filter(({ id }) => !sent.has(id));
    empty?.();
    lives.forget();
    // An engine may give up a database until it is started again.
    await lives.die('rest');
    const end = await lives.end();
    const what = `${unsent.length} of ${plan.notes.length} were not sent on a full disk`;
    const violations =
      mustSend && unsent.length > 0 ? [{ promise: 'drains', id: 'all', what } as const] : [];
    return { plan, stage: 'rest', ...end, violations: [...end.violations, ...violations] };
  } finally {
    empty?.();
  }
}

const PIECE = Buffer.alloc(1_048_576);
const REFILL_MS = 20;

/** Fills the disk of a folder to the last byte, and keeps it full. The returned function frees it. */
function fillDisk(folder: string): () => void {
  const file = path.join(folder, 'ballast');
  const ballast = openSync(file, 'w');
  const fill = (): void => {
    for (const bytes of [PIECE.byteLength, 4_096, 1]) {
      try {
        for (;;) writeSync(ballast, PIECE, 0, bytes);
      } catch {
        // It is full for pieces of this size.
      }
    }
  };
  fill();
  // The browser deletes data that it does not need, and would use that room.
  const refilling = setInterval(fill, REFILL_MS);
  let isFull = true;
  return () => {
    if (!isFull) return;
    isFull = false;
    clearInterval(refilling);
    closeSync(ballast);
    rmSync(file, { force: true });
  };
}

export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** A disk in memory with room for little more than a profile, or undefined where this user may not mount one. */
export function mountSmallDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-disk-'));
  const remove = (): void => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'tmpfs', folder]);
  if (mounted.status === 0) return { folder, remove };
  rmSync(folder, { recursive: true });
  return undefined;
}
