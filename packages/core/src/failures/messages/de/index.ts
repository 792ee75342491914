export { de } from './german.ts';
