import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Target {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** The control that devtools have over the tabs and workers of a Chromium. */
export interface Devtools {
  /** Stops the workers whose address contains the text, as the browser does with idle ones. Returns how many. */
  stopWorkers(inAddress: string): Promise<number>;
  /** Freezes the tabs whose address contains the text, as the browser does with tabs in the background. */
  freezeTabs(inAddress: string): Promise<number>;
}

export function devtoolsOf(profile: string): Devtools {
  const [port = ''] = readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const ask = (route: string): Promise<Response> => fetch(`http://127.0.0.1:${port}/json/${route}`);
  const find = async (type: string, inAddress: string): Promise<readonly Target[]> => {
    const targets = (await (await ask('list')).json()) as readonly Target[];
    return targets.filter((target) => target.type === type && target.url.includes(inAddress));
  };
  return {
    async stopWorkers(inAddress) {
      const workers = await find('service_worker', inAddress);
      await Promise.all(workers.map(({ id }) => ask(`close/${id}`)));
      return workers.length;
    },
    async freezeTabs(inAddress) {
      const tabs = await find('page', inAddress);
      await Promise.all(tabs.map(freeze));
      return tabs.length;
    },
  };
}

function freeze({ webSocketDebuggerUrl }: Target): Promise<void> {
  const socket = new WebSocket(webSocketDebuggerUrl);
  const [method, params] = ['Page.setWebLifecycleState', { state: 'frozen' }];
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The tab cannot be reached.')));
    socket.addEventListener('open', () => socket.send(JSON.stringify({ id: 1, method, params })));
    socket.addEventListener('message', () => {
      socket.close();
      resolve();
    });
  });
}
