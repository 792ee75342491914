import { isKept, looks } from './looks.ts';
import { meaning, type Screen, screens, type State, states } from './screen-table.ts';
import type { Shot } from './shots.ts';

/** All pictures of a run for a browser, the repository's and the others. */
export function allPictures(shots: readonly Shot[]): string {
  const figures = shots.map(
    ({ file }) =>
      `<figure><figcaption>${file}</figcaption><img src="${file}" alt="" loading="lazy"></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>body{font:14px sans-serif;background:#888;display:flex;flex-wrap:wrap;align-items:start}
figure{margin:8px}img{display:block;max-width:880px}</style>
${figures.join('\n')}
`;
}

/** The page of pictures: each screen with its states, in each look that the repository keeps. */
export function screensPage(all: readonly Shot[], missing: readonly string[]): string {
  const shots = all.filter(({ state, look }) => isKept(state, look));
  const total = shots.reduce((sum, { bytes }) => sum + bytes, 0);
  return `# Screens

Every screen of Fireside in every state, made by \`npm run screens\` from the built demo and its real server: ${shots.length} pictures, ${(total / 1e6).toFixed(1)} MB. \`npm run screens story queued,offline\` makes those of a story in one of these two states. The repository keeps the dark pictures only of the states in which everything works; \`all.html\` shows all after a run.

| state | what it is |
| --- | --- |
${states.map((state) => `| ${state} | ${meaning[state]} |`).join('\n')}
${missing.length === 0 ? '' : `\nNot made: ${missing.join(', ')}.\n`}
${screens.map((screen) => sectionOf(screen, shots)).join('\n')}`;
}

function sectionOf({ name }: Screen, shots: readonly Shot[]): string {
  const own = shots.filter(({ screen }) => screen === name);
  if (own.length === 0) return '';
  const rows = states
    .filter((state) => own.some((shot) => shot.state === state))
    .map(
      (state) =>
        `| ${state} | ${looks.map((look) => cellOf(name, state, look.name)).join(' | ')} |`,
    );
  return `## ${name}

| | ${looks.map((look) => look.name.replace('-', ', ')).join(' | ')} |
| --- | ${looks.map(() => '---').join(' | ')} |
${rows.join('\n')}
`;
}

function cellOf(screen: string, state: State, look: string): string {
  if (!isKept(state, look)) return '';
  const file = `${screen}-${state}-${look}.webp`;
  const width = look.startsWith('phone') ? 130 : 320;
  return `[<img src="${file}" width="${width}" alt="${screen}, ${state}, ${look}">](${file})`;
}
