import { describe, expect, it } from 'vitest';
import type { ScenarioStep } from '../scenario/scenario.ts';
import { createBrowserFaults, type DrivenPage } from './browser-faults.ts';

/** A browser that records the calls of the player. */
function driven(browser: 'chromium' | 'firefox', ownsServer = true, refused?: string) {
  const asked: string[] = [];
  const open: DrivenPage[] = [];
  const newPage = async (): Promise<DrivenPage> => {
    const page: DrivenPage = {
      url: () => 'http://127.0.0.1:5280/notes',
      isClosed: () => !open.includes(page),
      goto: async (url) => void asked.push(`goto ${url}`),
      reload: async () => void asked.push('reload'),
      async close() {
        asked.push('close');
        open.splice(open.indexOf(page), 1);
      },
      clock: { setSystemTime: async (time) => void asked.push(`clock ${time > Date.now()}`) },
    };
    open.push(page);
    return page;
  };
  const context = {
    ...{ newPage, pages: () => [...open] },
    newCDPSession: async () => ({
      async send(method: never, params: never) {
        const said = `${String(method)} ${JSON.stringify(params ?? {})}`;
        if (said.includes(refused ?? '\0')) throw new Error(`Refused: ${said}`);
        asked.push(said);
      },
    }),
  };
  const server = {
    kill: async () => void asked.push('kill server'),
    start: async () => void asked.push('start server'),
  };
  const faults = createBrowserFaults({ context, browser, ...(ownsServer && { server }) });
  const enter = async (...steps: (ScenarioStep | undefined)[]): Promise<readonly string[]> => {
    if (open.length === 0) await newPage();
    for (const [place, step] of steps.entries()) faults.entered(step, place);
    await faults.settled();
    return asked;
  };
  return { faults, enter, asked };
}

describe('the faults of a browser', () => {
  it('fill the disk of Chromium, freeze its tab and kill the server, each until the step is over', async () => {
    const { faults, enter } = driven('chromium');
    expect(
      await enter({ storage: { full: true }, tab: 'freeze', server: 'kill' }, undefined),
    ).toEqual([
      'Storage.overrideQuotaForOrigin {"origin":"http://127.0.0.1:5280","quotaSize":1}',
      'kill server',
      'Page.setWebLifecycleState {"state":"frozen"}',
      'Storage.overrideQuotaForOrigin {"origin":"http://127.0.0.1:5280"}',
      'start server',
      'Page.setWebLifecycleState {"state":"active"}',
    ]);
    expect(faults.cannot()).toEqual([]);
  });

  it('crash a tab of Chromium and open it again, reload it, open a second one, and set the clock', async () => {
    const { enter } = driven('chromium');
    expect(
      await enter({ tab: 'kill' }, { tab: 'reload', clock: { jumpMs: 60_000 } }, { tab: 'second' }),
    ).toEqual([
      ...['Page.crash {}', 'close', 'goto http://127.0.0.1:5280/notes'],
      ...['clock true', 'reload', 'goto http://127.0.0.1:5280/notes'],
    ]);
  });

  it('list the kill of a server that is not theirs, and do nothing in a step of other players', async () => {
    const { faults, enter } = driven('chromium', false);
    expect(await enter({ server: 'kill' }, { network: { offline: true } }, undefined)).toEqual([]);
    expect(faults.cannot()).toEqual(['server: kill (its requests are refused instead)']);
  });

  it('give the server back when a tab cannot be thawed, play the next step, and tell the first error', async () => {
    const { asked, enter } = driven('chromium', true, '"active"');
    await expect(
      enter({ tab: 'freeze', server: 'kill' }, { tab: 'second' }, undefined),
    ).rejects.toThrow('Refused: Page.setWebLifecycleState {"state":"active"}');
    expect(asked).toContain('start server');
    expect(asked).toContain('goto http://127.0.0.1:5280/notes');
  });

  it('list the faults that Firefox cannot play, and play the rest', async () => {
    const { faults, enter } = driven('firefox');
    const asked = await enter(
      { storage: { full: true, failNth: 2 }, tab: 'freeze' },
      { tab: 'kill' },
      undefined,
    );
    expect(asked).toEqual(['close', 'goto http://127.0.0.1:5280/notes']);
    expect(faults.cannot()).toEqual([
      'storage: full',
      'storage: failNth',
      'tab: freeze',
      'tab: kill (the tab is closed instead)',
    ]);
  });
});
