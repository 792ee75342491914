// The proof that the outbox loses, doubles and misorders nothing. `npm run proof offline browsers -- --kills=20` kills
// real browsers.
import { proveBrowsers } from './offline/browsers/prove-browsers.ts';

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  browsers: proveBrowsers,
};

// Only an exit ends the browsers and servers with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [, , , ...rest] = process.argv;
const given = rest.filter((argument) => argument in parts);
const args = rest.filter((argument) => !(argument in parts));
for (const part of given.length > 0 ? given : Object.keys(parts)) await parts[part]?.(args);
process.exit();
