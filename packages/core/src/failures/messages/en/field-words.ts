import type { FieldMessages } from '../field-messages.ts';

export const fieldWords: FieldMessages['fields'] = {
  count: '{count} of {most} characters',
  over: '{over} characters too many: {count} of {most}',
  tooLong: 'This is too long. At most {most} characters can be kept.',
  blank: 'Nothing here can be seen.',
  unchecked: 'This could not be checked. {failure}',
  addTag: 'Add',
  removeTag: 'Remove {tag}',
  tagAdded: '{tag} added.',
  tagRemoved: '{tag} removed.',
  tagTwice: '{tag} is there already.',
  tagLong: 'This is too long. At most {most} characters each.',
  tagsFull: 'At most {most}. Remove one to add another.',
  tagBlank: 'Type something first.',
  noPicture: 'The picture did not load.',
  cleanedControl: 'Control characters were left out: {count}.',
  cleanedUnseen: 'Characters that cannot be seen were left out: {count}.',
  cleanedDirection: 'Marks that turn the direction of the text were left out: {count}.',
  cleanedBroken: 'Broken characters were replaced: {count}.',
  cleanedLines: 'Line ends became spaces: {count}.',
};
