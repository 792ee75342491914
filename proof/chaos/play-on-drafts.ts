import type { DraftRecord, DraftStore } from '@holdfast/core/parts';
import type { createDraftStore } from '@holdfast/offline';
import { drawFault, playScenario, type Scenario, type ScenarioStep } from '@holdfast/testing';
import { createAgenda } from '../offline/simulator/agenda.ts';
import {
  type Device,
  enterPlace,
  installIndexedDb,
  leavePlace,
} from '../offline/simulator/simulated-indexed-db.ts';
import { turn } from '../offline/simulator/turn.ts';
import { agendaPlatform } from './agenda-platform.ts';

interface Tab {
  readonly actor: string;
  readonly store: DraftStore;
  /** The last revision that this tab knows. */
  revision: number;
}

let worlds = 0;
const [OWNER, KEY] = ['ann', 'note'];
const SAVES = 8;
const PAUSES = [0, 1, 5, 100, 1_500];
const QUIET_MS = 60_000;

/**
 * Plays a scenario on a simulated device whose user types into a form: tabs save drafts and die. Returns the lost
 * drafts among those that a tab showed as saved.
 */
export async function playOnDrafts(
  createStore: typeof createDraftStore,
  scenario: Scenario,
): Promise<readonly string[]> {
  installIndexedDb();
  const world = `drafts${(worlds += 1)}`;
  const agenda = createAgenda();
  const device: Device = { databases: new Map(), agenda, isFull: false };
  const tabs: Tab[] = [];
  /** The latest revision that a tab showed as saved. */
  let shown = 0;
  let born = 0;
  const untrue: string[] = [];

  const load = async (tab: Tab, known: number): Promise<void> => {
    const record = await tab.store.load(OWNER, KEY).catch(() => undefined);
    // A save of another tab may have come in between.
    if (shown === known) take(tab, record);
    else tab.revision = record?.revision ?? 0;
  };
  const take = (tab: Tab, record: DraftRecord | undefined): void => {
    tab.revision = Math.max(tab.revision, record?.revision ?? 0);
    if (tab.revision < shown)
      untrue.push(`revision ${shown} was saved, and ${tab.revision} is kept`);
  };
  const open = (): Tab => {
    const actor = `tab${(born += 1)}`;
    enterPlace(`${world}-${actor}`, device, actor);
    const tab: Tab = {
      ...{ actor, revision: 0 },
      store: createStore({ name: `${world}-${actor}|drafts` }),
    };
    tabs.push(tab);
    void load(tab, shown);
    return tab;
  };
  const close = (tab: Tab): void => {
    tabs.splice(tabs.indexOf(tab), 1);
    leavePlace(`${world}-${tab.actor}`);
    agenda.kill(tab.actor);
  };
  const save = async (nth: number): Promise<void> => {
    const tab = tabs.at(-1) ?? open();
    const revision = tab.revision + 1;
    const value = { text: `version ${nth}` };
    const record = { owner: OWNER, key: KEY, version: 1, revision, savedAt: agenda.now(), value };
    // When the save fails, the form says that the draft is not saved.
    const saved = await tab.store.save(record).catch(() => undefined);
    if (!saved || agenda.isDead(tab.actor)) return;
    if (saved.kind === 'conflict') tab.revision = saved.theirs.revision;
    else shown = Math.max(shown, (tab.revision = revision));
  };
  const enter = (step: ScenarioStep | undefined): void => {
    const tab = tabs.at(-1);
    if (!step?.tab || !tab) return;
    if (step.tab === 'kill' || step.tab === 'reload') close(tab);
    if (step.tab !== 'freeze') open();
  };

  open();
  const play = playScenario(scenario, { platform: agendaPlatform(agenda), entered: enter });
  Object.defineProperty(device, 'isFull', { get: () => play.nextWrite('drafts') });
  let at = 0;
  for (let nth = 1; nth <= SAVES; nth += 1) {
    const drawn = drawFault(scenario.seed, 'typing', nth);
    at += PAUSES[Math.floor(drawn * PAUSES.length)] ?? 0;
    agenda.post('world', 'call', 'save', () => void save(nth), at);
  }
  const settle = async (): Promise<void> => {
    await turn();
    for (let task = agenda.ready(); task; task = agenda.ready()) {
      if (task.at > at + QUIET_MS && play.isOver()) break;
      agenda.take(task);
      await task.run();
      await turn();
    }
  };
  await settle();
  play.stop();
  for (const tab of [...tabs]) close(tab);
  open();
  await settle();
  for (const tab of [...tabs]) close(tab);
  return untrue;
}
