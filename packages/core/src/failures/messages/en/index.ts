export { en } from './english.ts';
