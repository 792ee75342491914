// Shows that the outbox loses, doubles and misorders no write, even when tabs, browsers, servers and power die in
// between. `npm run proof offline` runs all parts. `npm run proof offline browsers -- --kills=20` kills real browsers.
// `npm run proof offline model` plays simulated devices: `-- --short` is the form for CI, `-- --schedules=1000000`
// plays that many random schedules and goes on where the last run ended, `-- --seed=7` plays one seed again, `--
// --only=mutants|states|exhaustive|random` is one step.
import { proveBrowsers } from './offline/browsers/prove-browsers.ts';
import { proveModel } from './offline/model/prove-model.ts';

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  model: proveModel,
  browsers: proveBrowsers,
};

// Only an exit ends the browsers and servers with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [, , , ...rest] = process.argv;
const given = rest.filter((argument) => argument in parts);
const args = rest.filter((argument) => !(argument in parts));
for (const part of given.length > 0 ? given : Object.keys(parts)) await parts[part]?.(args);
process.exit();
