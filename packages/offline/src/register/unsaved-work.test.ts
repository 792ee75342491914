import { expect, it } from 'vitest';
import { createUnsavedWork } from './unsaved-work.ts';

it('unsaved work is listed in the order of its declaration, until the app takes it back', () => {
  const work = createUnsavedWork();
  const heard: (readonly string[])[] = [];
  work.labels.subscribe(() => heard.push(work.labels.getSnapshot()));
  const takeBack = work.declare('a character');
  work.declare('a note');
  takeBack();
  takeBack();
  expect(heard).toEqual([['a character'], ['a character', 'a note'], ['a note']]);
});

it('unsaved work with the same label is listed once, and stays until the app has taken all of it back', () => {
  const work = createUnsavedWork();
  const first = work.declare('a note');
  const snapshot = work.labels.getSnapshot();
  const second = work.declare('a note');
  first();
  expect(work.labels.getSnapshot()).toBe(snapshot);
  second();
  expect(work.labels.getSnapshot()).toEqual([]);
});

it('unsaved work counts with any label, also an empty one and one of several lines', () => {
  const work = createUnsavedWork();
  const takeBack = work.declare('');
  expect(work.labels.getSnapshot()).toEqual(['']);
  takeBack();
  work.declare('a note');
  const lines = work.declare('a\nstory');
  work.declare('a');
  work.declare('story');
  lines();
  expect(work.labels.getSnapshot()).toEqual(['a note', 'a', 'story']);
});
