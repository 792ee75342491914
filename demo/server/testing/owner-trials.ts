import { draft } from './writer.ts';

/** The ids of everything that one writer has. */
export interface OwnedIds {
  readonly character: string;
  readonly other: string;
  readonly relationship: string;
  readonly portrait: string;
  readonly story: string;
  readonly chapter: string;
  readonly take: string;
  readonly stream: string;
}

/** A request that names things by their ids, and that their owner may send. */
export interface Trial {
  /** The parameters of the path, or the query. */
  readonly place: (ids: OwnedIds) => string;
  readonly body?: (ids: OwnedIds) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The owner's answer where it is not a success, with the reason. */
  readonly owner?: { readonly status: number; readonly reason: string };
}

const changes = (revision: string): Record<string, string> => ({ 'if-match': `"${revision}"` });
const look = { paper: 'moss', silhouette: 'tall', age: 40 };
const inStory =
  (rest = '') =>
  ({ story }: OwnedIds) =>
    `/api/stories/${story}${rest}`;
const inChapter =
  (rest = '') =>
  ({ story, chapter }: OwnedIds) =>
    `/api/stories/${story}/chapters/${chapter}${rest}`;
const inTake =
  (rest = '') =>
  ({ story, chapter, take }: OwnedIds) =>
    `/api/stories/${story}/chapters/${chapter}/takes/${take}${rest}`;

/** Every route that takes an id, in an order in which its owner can send all of them: deletions come last. */
export const trials: ReadonlyMap<string, Trial> = new Map<string, Trial>(
  Object.entries({
    'GET /api/characters/:id': { place: ({ character }) => `/api/characters/${character}` },
    'GET /api/characters/:id/notes': {
      place: ({ character }) => `/api/characters/${character}/notes`,
    },
    'POST /api/characters/:id/notes': {
      place: ({ character }) => `/api/characters/${character}/notes`,
      body: () => ({ text: 'A note from the outside.' }),
    },
    'PUT /api/characters/:id': {
      place: ({ character }) => `/api/characters/${character}`,
      body: ({ portrait }) => ({
        ...draft,
        name: 'Taken over',
        revision: 'c2',
        portraitId: portrait,
      }),
      headers: changes('c1'),
    },
    'GET /api/portraits': { place: ({ character }) => `/api/portraits?character=${character}` },
    'GET /api/portraits/:id': { place: ({ portrait }) => `/api/portraits/${portrait}` },
    'POST /api/portraits': {
      place: () => '/api/portraits',
      body: ({ character, portrait }) => ({
        ...{ characterId: character, ids: [portrait], name: 'Ada', description: '', look },
      }),
    },
    'GET /api/relationships/:id': {
      place: ({ relationship }) => `/api/relationships/${relationship}`,
    },
    'PUT /api/relationships/:id': {
      place: ({ relationship }) => `/api/relationships/${relationship}`,
      body: ({ relationship: id, character, other }) => ({
        relationship: {
          ...{ id, between: 'characters', fromId: character, toId: other },
          ...{ kind: 'rival', weight: 5, note: 'Seen from outside.' },
        },
        revision: 'r2',
      }),
      headers: changes('r1'),
    },
    'GET /api/stories/:id': { place: inStory() },
    'PUT /api/stories/:id': {
      place: inStory(),
      body: ({ character }) => ({
        ...{ title: 'Taken over', setting: '', tone: 'warm', length: 'short' },
        ...{ characterIds: [character], revision: 's2' },
      }),
      headers: changes('s1'),
    },
    'PUT /api/stories/:id/chapters/:chapterId': {
      place: inChapter(),
      body: () => ({ title: 'Taken over' }),
    },
    'PUT /api/stories/:id/chapters/:chapterId/choice': {
      place: inChapter('/choice'),
      body: ({ take }) => ({ takeId: take, revision: 'k2' }),
      headers: changes('k1'),
    },
    'PUT /api/stories/:id/chapters/:chapterId/takes/:takeId': {
      place: inTake(),
      body: () => ({ origin: 'written', parentId: null, text: 'Taken over.', revision: 'k3' }),
      headers: changes('k1'),
      owner: { status: 409, reason: 'no take is ever overwritten' },
    },
    'POST /api/stories/:id/chapters/:chapterId/takes': {
      place: inChapter('/takes'),
      body: ({ take }) => ({ takeId: take, continues: take, prompt: '', length: 'short' }),
      owner: { status: 409, reason: 'the take is there already' },
    },
    'GET /api/streams/:id': { place: ({ stream }) => `/api/streams/${stream}` },
    'DELETE /api/streams/:id': { place: ({ stream }) => `/api/streams/${stream}` },
    'DELETE /api/stories/:id': { place: inStory() },
    'PUT /api/stories/:id/restoration': { place: inStory('/restoration') },
    'DELETE /api/relationships/:id': {
      place: ({ relationship }) => `/api/relationships/${relationship}`,
      headers: changes('r2'),
    },
    'DELETE /api/characters/:id': { place: ({ character }) => `/api/characters/${character}` },
  }),
);

/** Routes without an id: they answer about the account of the session. */
export const ofTheSession: readonly string[] = [
  'GET /api/characters',
  'GET /api/preferences',
  'PATCH /api/preferences',
  'GET /api/relationships',
  'GET /api/spending',
  'GET /api/stories',
  'GET /api/account/export',
  'PUT /api/account/profile',
  'POST /api/account/password',
  'POST /api/account/deletion',
  'POST /api/backstories',
];

/** Routes that need no session, each with the reason why no writer's data is behind it. */
export const withoutSession: Readonly<Record<string, string>> = {
  'GET /api/livez': 'says that the process runs',
  'GET /api/healthz': 'says whether the server can work',
  'POST /api/telemetry': 'only takes reports',
  'GET /api/session': 'says which account the cookie belongs to',
  'POST /api/session': 'signs in',
  'DELETE /api/session': 'ends the session of the cookie',
  'DELETE /api/sessions': 'ends the sessions of the account of the cookie',
  'POST /api/accounts': 'signs up',
  'GET /api/admin/metrics': 'is for administrators, who see numbers only',
  'GET /api/admin/report': 'is for administrators, who see numbers only',
  'GET /api/admin/troubles': 'is for administrators, who see numbers and names of operations only',
  'GET /api/admin/audit': 'is for administrators, who see ids only',
  'GET /api/admin/blocks': 'is for administrators, who see addresses and ids only',
  'GET /api/admin/events': 'is for administrators, who see addresses and ids only',
  'DELETE /api/admin/blocks/:kind/:id': 'is for administrators, and lifts a block',
  'GET /api/admin/alerts': 'is for administrators, who see numbers and names of operations only',
  'GET /api/admin/alerts/rules': 'is for administrators, who see the rules of alerts',
  'PUT /api/admin/alerts/rules': 'is for administrators, and changes the rules of alerts',
  'POST /api/admin/alerts/acknowledgements': 'is for administrators, and acknowledges an alert',
  'POST /api/admin/alerts/silences': 'is for administrators, and silences alerts',
  'DELETE /api/admin/alerts/silences/:id': 'is for administrators, and ends a silence',
};
