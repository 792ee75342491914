import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Environment } from '@holdfast/server';
import { CannotStart, systemCode } from './cannot-start.ts';

/**
 * The environment, and beneath it the file that `FIRESIDE_ENV_FILE` names: unlike the environment, a
 * file can change while the server runs. Rejects with `CannotStart` when the file cannot be read.
 */
export async function readSettings(environment: Environment): Promise<Environment> {
  const file = environment['FIRESIDE_ENV_FILE'];
  if (file === undefined || file === '') return environment;
  try {
    const given = Object.entries(environment).filter(([, value]) => value !== '');
    return { ...parseEnv(await readFile(file, 'utf8')), ...Object.fromEntries(given) };
  } catch (error) {
    throw new CannotStart(`Fireside cannot read its settings from ${file}: ${systemCode(error)}.`);
  }
}
