import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the platforms are installed: `node_modules` beside this file. */
export const here = import.meta.dirname;
/** The folder with the packed packages as an app has them, and with the programs that run against them. */
export const packed = path.join(here, '.packed');
export const subject = path.join(packed, 'subject');
/** A command or a file of an installed platform. */
export const installed = (file: string): string => path.join(here, 'node_modules', file);
