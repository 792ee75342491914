// `npm run proof <name> [-- --short]` runs proof/<name>.ts; without a name it lists all names.
import { readdirSync } from 'node:fs';

const [name = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'main.ts')
  .map((file) => file.slice(0, -'.ts'.length));

if (names.includes(name)) {
  await import(`./${name}.ts`);
} else {
  console.error(`Which one? npm run proof ${names.join(' | ')}`);
  process.exitCode = 1;
}
