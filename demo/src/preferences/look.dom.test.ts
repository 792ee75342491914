import { readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { languageOf, LOOK_KEY, type Look } from './look.ts';
import { showLook } from './web-look.ts';

const script = readFileSync('demo/public/look.js', 'utf8');

/** Starts a page of this browser, as far as its look goes. */
function startPage(): void {
  const root = document.documentElement;
  for (const name of ['data-theme', 'data-text-size', 'data-motion', 'lang']) {
    root.removeAttribute(name);
  }
  document.head.innerHTML = `
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#edf0ec" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0f1412" />`;
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- the browser runs the file as it is
  new Function(script)();
}

const shown = () => ({
  ...{ ...Object.fromEntries(Object.entries(document.documentElement.dataset)) },
  lang: document.documentElement.lang,
  grounds: [...document.querySelectorAll('meta')].map(({ content }) => content),
});

const look: Look = { theme: 'dark', textSize: 'large', motion: 'reduced', language: 'de' };

beforeEach(() => localStorage.clear());

it('shows the look of the last visit before the app runs, exactly as the app shows it', () => {
  startPage();
  showLook(look);
  const before = shown();
  expect(before).toMatchObject({ theme: 'dark', textSize: 'large', lang: 'de' });
  expect(before.grounds).toEqual(['#0f1412', '#0f1412']);
  startPage();
  expect(shown()).toEqual(before);
});

it('looks as the system says at the first visit, and when the stored preference is damaged', () => {
  for (const kept of [null, '{', '"dark"', '{"theme":7}', 'null']) {
    if (kept !== null) localStorage.setItem(LOOK_KEY, kept);
    startPage();
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(shown()).toMatchObject({ lang: 'en', grounds: ['#edf0ec', '#0f1412'] });
  }
});

it.each([
  [['fr-CA', 'de-AT', 'en'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('speaks the first language of %j that it knows', (browser, language) => {
  expect(languageOf({ language: 'system' }, browser)).toBe(language);
  expect(languageOf({ language: 'de' }, browser)).toBe('de');
});
