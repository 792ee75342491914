import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Page } from 'playwright';
import type { SeededLibrary } from './library.ts';

/** Every state that a screen can be in. Their order is the order on the page of pictures. */
export const states = [
  'fine',
  'loading',
  'empty',
  'stale',
  'offline',
  'queued',
  'recovering',
  'blocked',
  'failed',
  'interrupted',
] as const;
export type State = (typeof states)[number];

/** What each state is, for the page of pictures. */
export const meaning: Readonly<Record<State, string>> = {
  fine: 'Everything works.',
  loading: 'The first answer is still on its way.',
  empty: 'The writer has nothing yet.',
  stale: 'Fireside cannot be reached; the device shows what it keeps.',
  offline: 'The device has no connection.',
  queued: 'The writer changed something without a connection.',
  recovering: 'The connection is back, and the change is being sent.',
  blocked: 'The change waits for the writer: the session is over, or there are two versions.',
  failed: 'Fireside refuses, and the device keeps nothing to show.',
  interrupted: 'The generator died in the middle of a sentence.',
};

export interface Screen {
  readonly name: string;
  readonly path: (library: SeededLibrary) => string;
  readonly states: readonly State[];
  /** A change by the writer, for the states in which one waits. */
  readonly change?: (page: Page, library: SeededLibrary) => Promise<void>;
  /** Makes a change wait for the writer. @default the session ends before the change */
  readonly block?: (page: Page, library: SeededLibrary) => Promise<void>;
  /** Begins a generation, for the state in which it is interrupted. */
  readonly generate?: (page: Page) => Promise<void>;
  /** Only administrators have it. */
  readonly isForAdmins?: boolean;
  /** Something to open first: a form, a row. */
  readonly open?: (page: Page) => Promise<void>;
}

const waiting = ['queued', 'recovering', 'blocked'] as const;
const reading = ['loading', 'stale', 'offline', 'failed'] as const;

const addNote = async (page: Page): Promise<void> => {
  await page.getByLabel('New note').fill('She counts the stairs aloud.');
  await page.getByRole('button', { name: 'Add note' }).click();
};

const addRelationship = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add a relationship' }).click();
  const form = page.getByRole('form', { name: 'New relationship' });
  await form.getByLabel('First').selectOption({ label: 'Jun Sato' });
  await form.getByLabel('Second').selectOption({ label: 'Mara Vance' });
  await form.getByRole('button', { name: 'Save' }).click();
};

/** Another device saves a new role, and then this one saves its own. */
const changeOnTwoDevices = async (page: Page, otherRole: string): Promise<void> => {
  const other = await page
    .context()
    .browser()
    ?.newContext({
      baseURL: new URL(page.url()).origin,
      storageState: await page.context().storageState(),
    });
  const second = await other?.newPage();
  await second?.goto(page.url());
  await page.getByLabel('Role').fill('keeper of the lamp and of its secret');
  if (second) await saveRole(second, otherRole);
  await second?.getByRole('article').getByText(otherRole).waitFor();
  await other?.close();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('group', { name: 'The other' }).waitFor();
};

/** The picture of relationships is a part that comes later, where there is one. */
const untilDrawn = async (page: Page): Promise<void> =>
  page
    .locator('svg.graph')
    .waitFor({ timeout: 3000 })
    .catch(() => {});

const saveRole = async (page: Page, role: string): Promise<void> => {
  await page.getByLabel('Role').fill(role);
  await page.getByRole('button', { name: 'Save changes' }).click();
};

/** Another page of the writer meets an outage of some seconds, and goes on by itself. */
const goThroughAnOutage = async (page: Page): Promise<void> => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const steps = [{ forMs: null, mix: { isOut: true } }];
  const reader = await page.context().newPage();
  await reader.goto('/characters');
  await page.request.put('/api/faults', { headers, data: { seed: 7, name: 'outage', steps } });
  for (let nth = 0; nth < 4; nth += 1) {
    await reader.reload();
    await reader.waitForTimeout(3000);
  }
  await page.request.delete('/api/faults', { headers });
  await reader.waitForTimeout(9000);
  await reader.close();
};

/** Two other pages report a failure that never came before, until it is an alert. */
const untilAlerted = async (page: Page): Promise<void> => {
  const alert = page.getByRole('heading', { level: 3 }).first();
  if (await alert.isVisible()) return;
  for (const session of ['k3v9x2', 'p7q1m4']) {
    const failure = new Failure(catalogue.TIMEOUT).toJSON();
    const events = Array.from({ length: 3 }, () => ({
      ...{ id: randomUUID(), severity: 'warning' },
      event: {
        ...{ type: 'operation.settled', at: Date.now(), operation: 'story.tell', failure },
        ...{ outcome: 'failed', durationMs: 4000 },
      },
    }));
    const headers = { 'sec-fetch-site': 'same-origin' };
    const data = { session, release: '1.2.0', events };
    await page.request.post('/api/telemetry', { headers, data });
  }
  await alert.waitFor({ timeout: 40_000 }).catch(() => {});
};

/** Screens × states. Add a screen with one line. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', states: ['fine'] },
  { name: 'sign-up', path: () => '/sign-up', states: ['fine'] },
  { name: 'dashboard', path: () => '/', states: ['fine', 'empty', ...reading] },
  { name: 'characters', path: () => '/characters', states: ['fine', 'empty', ...reading] },
  {
    name: 'character',
    path: ({ characterId }) => `/characters/${characterId}`,
    states: ['fine', ...reading, ...waiting],
    change: addNote,
  },
  { name: 'wizard', path: () => '/characters/new', states: ['fine', 'offline'] },
  { name: 'stories', path: () => '/stories', states: ['fine', 'empty', ...reading] },
  { name: 'new-story', path: () => '/stories/new', states: ['fine', 'offline'] },
  {
    name: 'story',
    path: ({ storyId }) => `/stories/${storyId}`,
    states: ['fine', ...reading, 'interrupted'],
    async generate(page) {
      await page.getByRole('button', { name: /^Tell the next chapter/u }).click();
      await page.getByRole('button', { name: 'Stop' }).waitFor();
    },
  },
  {
    name: 'relationships',
    path: () => '/relationships',
    states: ['fine', 'empty', ...reading, ...waiting],
    change: addRelationship,
    open: untilDrawn,
  },
  {
    name: 'relationships-of-stories',
    path: () => '/relationships?between=stories',
    states: ['fine', 'empty'],
    open: untilDrawn,
  },
  {
    name: 'print-character',
    path: ({ characterId }) => `/characters/${characterId}/print`,
    states: ['fine', 'offline'],
  },
  {
    name: 'print-story',
    path: ({ storyId }) => `/stories/${storyId}/print`,
    states: ['fine', 'offline'],
  },
  { name: 'export', path: () => '/export', states: ['fine', 'offline'] },
  {
    name: 'activity',
    path: () => '/activity',
    states: ['fine', 'empty', ...waiting],
    async change(page, { characterId }) {
      await page.goto(`/characters/${characterId}`);
      await addNote(page);
      await page.getByRole('link', { name: /^Activity/u }).click();
    },
    async block(page, { characterId }) {
      await page.goto(`/characters/${characterId}/edit`);
      await changeOnTwoDevices(page, 'keeper of two lamps');
      await page.getByRole('link', { name: /^Activity/u }).click();
    },
  },
  { name: 'preferences', path: () => '/preferences', states: ['fine', 'offline'] },
  { name: 'account', path: () => '/account', states: ['fine', 'offline'] },
  { name: 'fault-lab', path: () => '/fault-lab', states: ['fine'] },
  { name: 'no-such-page', path: () => '/nowhere', states: ['fine'] },
  {
    name: 'two-versions',
    path: ({ characterId }) => `/characters/${characterId}/edit`,
    states: ['blocked'],
    block: (page) => changeOnTwoDevices(page, 'lighthouse keeper who fears the light'),
  },
  {
    name: 'sign-out',
    path: ({ characterId }) => `/characters/${characterId}`,
    states: ['queued'],
    async change(page) {
      await addNote(page);
      await page.getByText('Saved on this device').first().waitFor();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  // The last one, because from here on every writer is an administrator.
  {
    name: 'admin',
    path: () => '/admin',
    states: ['fine', 'failed'],
    isForAdmins: true,
    open: goThroughAnOutage,
  },
  {
    name: 'alerts',
    path: () => '/admin/alerts',
    states: ['fine', 'failed'],
    isForAdmins: true,
    open: untilAlerted,
  },
  { name: 'report', path: () => '/admin/report', states: ['fine'], isForAdmins: true },
];
