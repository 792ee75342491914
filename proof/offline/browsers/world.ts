import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createCutProxy,
  type CutProxy,
  type RunningProcess,
  startProcess,
} from '@holdfast/testing/node';
import { bundlePage } from './bundle-page.ts';
import { type Control, serveControl } from './control.ts';
import { type BrowserCommand, createKillableBrowser } from './killable-browser.ts';
import type { Mail } from './mailbox.ts';
import type { Message } from './messages.ts';

/** The real parts that trials need: a browser, a server process behind a line that can be cut, and a side channel. */
export interface World {
  /** The folder of the browser's profile. */
  readonly profile: string;
  readonly control: Control;
  readonly line: CutProxy;
  /** To a server that never answers; a trial decides whether it refuses or stays silent. */
  readonly deadLine: CutProxy;
  /** Where the server keeps its ledgers. */
  readonly ledgers: string;
  /** Shows an address in the page that waits for one, or in a new browser. */
  show(url: string): void;
  /** This page waits for its next address. */
  wait(page: Mail<Message>): void;
  killBrowser(): Promise<void>;
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Gives the browser an empty profile, in this folder. @default the folder for temporary files */
  renew(folder?: string): Promise<void>;
  dispose(): Promise<void>;
}

export async function createWorld(command: BrowserCommand): Promise<World> {
  const page = await bundlePage();
  const ledgers = mkdtempSync(path.join(tmpdir(), 'holdfast-ledgers-'));
  const start = (port: string): Promise<RunningProcess> =>
    startProcess({
      command: process.execPath,
      args: [path.join(import.meta.dirname, 'ledger-server.ts'), ledgers, page, port],
      readyLine: /^Ready at /,
    });
  let server = await start('0');
  const { port } = new URL(server.url);
  const control = await serveControl();
  const line = await createCutProxy({ target: server.url });
  const deadLine = await createCutProxy({ target: server.url });
  let browser = createKillableBrowser(command, tmpdir());
  let waiting: Mail<Message> | undefined;

  return {
    get profile() {
      return browser.profile;
    },
    ...{ control, line, deadLine, ledgers },
    show(url) {
      if (waiting) waiting.reply({ next: url });
      else browser.start(url);
      waiting = undefined;
    },
    wait(given) {
      waiting = given;
    },
    async killBrowser() {
      waiting = undefined;
      await browser.kill();
    },
    async killServer() {
      await server.kill('SIGKILL');
    },
    async startServer() {
      server = await start(port);
    },
    async renew(folder = tmpdir()) {
      waiting = undefined;
      line.release();
      await line.restore();
      await browser.dispose();
      browser = createKillableBrowser(command, folder);
    },
    async dispose() {
      await browser.dispose();
      await line.close();
      await deadLine.close();
      await control.close();
      await server.kill('SIGKILL');
      for (const folder of [page, ledgers]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
