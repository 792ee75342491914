import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A browser on a profile of its own. It is driven only by the page that it shows. */
export interface KillableBrowser {
  /** The folder of its data. */
  readonly profile: string;
  /** Starts it, on the data that it left. */
  start(url: string): void;
  /** SIGKILL to every process of the browser at once, so that no process can tidy up. */
  kill(): Promise<void>;
  /** Kills it and removes its profile. */
  dispose(): Promise<void>;
}

export interface BrowserCommand {
  readonly command: string;
  readonly args: (profile: string, url: string) => readonly string[];
  /** Files that the profile needs before the first start. */
  readonly files?: Readonly<Record<string, string>>;
}

export function createKillableBrowser(
  { command, args, files = {} }: BrowserCommand,
  profiles: string,
): KillableBrowser {
  const profile = mkdtempSync(path.join(profiles, 'holdfast-profile-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(profile, name), text);
  let life: { readonly pid: number; readonly gone: Promise<unknown> } | undefined;
  const killGroup = (): void => {
    // A process group of its own contains the children of the browser.
    try {
      if (life) process.kill(-life.pid, 'SIGKILL');
    } catch {
      // The browser has ended by itself.
    }
  };
  process.once('exit', killGroup);

  const end = async (): Promise<void> => {
    if (!life) return;
    const { gone } = life;
    killGroup();
    life = undefined;
    await gone;
  };
  let turn = Promise.resolve();
  const kill = (): Promise<void> => (turn = turn.then(end));
  const spawnAt = (url: string): void => {
    const child = spawn(command, args(profile, url), {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    });
    life = { pid: child.pid ?? 0, gone: new Promise((resolve) => child.once('exit', resolve)) };
  };
  return {
    profile,
    start(url) {
      // A browser that still runs would take the address over, and would be out of reach of a later kill.
      turn = turn.then(end).then(() => spawnAt(url));
    },
    kill,
    async dispose() {
      await kill();
      process.off('exit', killGroup);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
