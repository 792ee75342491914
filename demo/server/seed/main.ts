// `npm run seed -- --account Mara` fills an account of Fireside with a believable library. Stop the server first: its
// SQLite file belongs to one process. The settings are those of the server, such as FIRESIDE_DATA or DATABASE_URL.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openConfiguration } from '../configuration.ts';
import { openDatabase } from '../database/open-database.ts';
import { createLocalGenerator } from '../generator/local/local-generator.ts';
import { keepLibrary } from './keep-library.ts';
import { makeLibrary } from './make-library.ts';
import { openAccount } from './open-account.ts';
import { CannotStart } from '../start/cannot-start.ts';
import { readSettings } from '../start/settings.ts';

const USAGE = `npm run seed -- --account NAME [--password PASSWORD] [--seed 1] [--characters 200] [--stories 300]`;

/** For an account that is made here. */
const DEFAULT_PASSWORD = 'seven grey gulls on the pier';

const OPTIONS = {
  account: { type: 'string' },
  password: { type: 'string', default: DEFAULT_PASSWORD },
  seed: { type: 'string', default: '1' },
  characters: { type: 'string', default: '200' },
  stories: { type: 'string', default: '300' },
} as const;

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    throw new CannotStart(USAGE);
  }
}

async function seed(): Promise<void> {
  const values = valuesOf(process.argv.slice(2));
  const { account: name, password } = values;
  const sizes = [values.seed, values.characters, values.stories].map(Number);
  const [number = 1, characters = 200, stories = 300] = sizes;
  if (name === undefined || !sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    throw new CannotStart(USAGE);
  }
  const configuration = (await openConfiguration(() => readSettings(process.env))).getSnapshot();
  const database = await openDatabase(configuration);
  try {
    const account = await openAccount(database, { name, password });
    const library = await makeLibrary({
      ...{ seed: number, characters, stories, now: Date.now() },
      generator: createLocalGenerator({ wordsPerSecond: 0 }),
    });
    if (!(await keepLibrary(database, account.id, library))) {
      throw new CannotStart(
        `${name} has characters or stories already, and the seed overwrites nothing. Name another account.`,
      );
    }
    const { takes, relationships } = library;
    console.log(
      `${name} has ${characters} characters, ${stories} stories with ${takes.length} takes, and ${relationships.length} relationships.`,
    );
    if (account.isNew) console.log(`The account is new. Its password: ${password}`);
  } finally {
    await database.destroy();
  }
}

try {
  await seed();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
