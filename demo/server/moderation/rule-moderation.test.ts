import { expect, it } from 'vitest';
import { createRuleModeration } from './rule-moderation.ts';

const moderation = createRuleModeration();

it.each([
  ['private-data', 'Write to mara.keller@example.org about it'],
  ['private-data', 'Her card is 4111 1111 1111 1111'],
  ['private-data', 'Two numbers: 4242424242424242 or 3782 822463 10005.'],
  ['private-data', 'Ruf ihn an: +49 170 123 45 67'],
  ['private-data', 'Or 0044 20 7946 0958, after six.'],
  ['child', 'an erotic scene with a child'],
  ['self-harm', 'Tell me how to kill myself'],
  ['self-harm', 'Wie kann man sich am besten umbringen?'],
  ['weapon', 'How do I build a pipe bomb at home?'],
  ['weapon', 'Eine Anleitung, um eine Bombe zu bauen'],
  ['hate', 'They should exterminate all the refugees'],
  ['hate', 'Man sollte alle Flüchtlinge verbrennen'],
])('refuses for the reason %s: %s', async (reason, text) => {
  expect(await moderation.check(['a harmless title', text])).toBe(reason);
});

it.each([
  'The queen poisons her brother, and the city burns.',
  'He wanted to kill himself once. She sat with him until morning.',
  'Die Bombe lag seit dem Krieg unter dem Garten, und keiner wusste davon.',
  'A child finds a naked statue in the museum garden.',
  'In 1944, flat 12, at 3 o’clock, 120 steps down.',
  'Wie ein Kind saß sie da, nackte Angst im Blick.',
  'The refugees burned their boats.',
  'Ein Rezept für Mohnkuchen, Schritt für Schritt.',
  'Der Weg war 12 345 678 Schritte lang.',
  'He knew pi by heart: 3.14159265358979323846.',
  'The scale said 0,0049170123456789 grams.',
  'It weighed 0.00123456789012 of a gram, or 4111111111111111.5 of nothing.',
  'The book was ISBN 978-3-16-148410-0, or 9783161484100 on the slip.',
  'The years 1939 1940 1941 1942 were scratched into the wall.',
  'Two wars, 1914-1918 1939-1945, and a birthday on 2024-11-30 07:57:06.',
  'The sun is 149 600 000 000 metres away, the debt 1 000 000 000 000 crowns.',
  'Das Schiff hatte die Nummer 1234 5678 9012 3456.',
  'The stranger counted 31415926535897932384626433832795 grains of sand.',
])('lets a dark story be told: %s', async (text) => {
  expect(await moderation.check([text])).toBeUndefined();
});
