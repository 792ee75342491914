import { expect, it } from 'vitest';
import { asSent, stepsOfPath } from './issue-steps.ts';

it.each<[string, readonly string[]]>([
  ['title', ['title']],
  ['items.0.name', ['items', '0', 'name']],
  ['items[0].name', ['items', '0', 'name']],
  ['user[email]', ['user', 'email']],
  ['$.title', ['title']],
  ["$['due date']", ['due date']],
  ['$price', ['$price']],
  ['/a/b', ['a', 'b']],
  ['имя', ['имя']],
])('a path %s has the steps %j', (path, steps) => {
  expect(stepsOfPath(path)).toEqual(steps);
});

it('the steps of a path take the names that the client sent', () => {
  const sent = { dueDate: 1, items: [{ Name: 1 }], a_b: 1, aB: 2 };
  expect(asSent(['DueDate'], sent)).toEqual(['dueDate']);
  expect(asSent(['due_date'], sent)).toEqual(['dueDate']);
  expect(asSent(['Items', '0', 'name'], sent)).toEqual(['items', '0', 'Name']);
  expect(asSent(['aB'], sent)).toEqual(['aB']);
  expect(asSent(['other', 'name'], sent)).toEqual(['other', 'name']);
});
