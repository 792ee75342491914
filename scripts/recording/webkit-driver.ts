import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const DRIVER = process.env['WEBKIT_DRIVER_PATH'] ?? '/usr/bin/WebKitWebDriver';
const XVFB = '/usr/bin/Xvfb';
const BROWSERS = ['4.1', '6.0', '4.0'].flatMap((version) =>
  ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) =>
    version === '6.0'
      ? `/usr/lib/${machine}/webkitgtk-6.0/MiniBrowser`
      : `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`,
  ),
);

/** A page of WebKitGTK's MiniBrowser, driven over WebDriver. Each visit starts a browser of its own data. */
export interface WebkitDriver {
  evaluate(url: string, source: string, before?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The programs that WebKit needs on a machine: the driver, the browser and a display. */
export function findWebkit(): string | undefined {
  const browser = [process.env['WEBKIT_PATH'], ...BROWSERS].find(
    (path) => path !== undefined && existsSync(path),
  );
  return existsSync(DRIVER) && existsSync(XVFB) ? browser : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export async function launchWebkit(binary: string): Promise<WebkitDriver> {
  const display = `:${90 + (process.pid % 900)}`;
  const children: ChildProcess[] = [
    spawn(XVFB, [display, '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], { stdio: 'ignore' }),
  ];
  await new Promise((done) => setTimeout(done, 1000));
  const port = await freePort();
  children.push(
    spawn(DRIVER, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display },
    }),
  );
  await new Promise((done) => setTimeout(done, 1000));

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(JSON.stringify(value).slice(0, 300));
    return value;
  }

  let session: string | undefined;
  let visits = 0;
  async function begin(): Promise<string> {
    const { sessionId } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary, args: ['--automation'] },
          timeouts: { script: 12_000, pageLoad: 12_000 },
        },
      },
    })) as { sessionId: string };
    return sessionId;
  }
  async function end(): Promise<void> {
    const ending = session;
    session = undefined;
    if (ending !== undefined) await ask('DELETE', `/session/${ending}`).catch(() => {});
  }

  return {
    async evaluate(url, source, before) {
      // Data that one situation left behind, above all a full store, must not reach many other situations.
      if ((visits += 1) % 15 === 0) await end();
      session ??= await begin();
      const run = `const done = arguments[arguments.length - 1]; ${before ?? ''}; (${source}).then((value) => done({ value }), (error) => done({ problem: String(error) }));`;
      try {
        await ask('POST', `/session/${session}/url`, { url });
        const told = (await ask('POST', `/session/${session}/execute/async`, {
          script: run,
          args: [],
        })) as { value?: unknown; problem?: string };
        if (told.problem !== undefined) throw new Error(told.problem);
        return told.value;
      } catch (error) {
        await end();
        throw error;
      }
    },
    async close() {
      await end();
      for (const child of children.toReversed()) child.kill();
    },
  };
}
