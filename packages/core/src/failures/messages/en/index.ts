export { en } from './whole-language.ts';
export { en as enFailures } from './english.ts';
