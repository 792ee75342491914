export { de } from './whole-language.ts';
export { de as deFailures } from './german.ts';
