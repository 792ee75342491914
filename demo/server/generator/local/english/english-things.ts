import type { Thing } from '../decks.ts';

const thing = (mark: string, one: string, ...truths: readonly string[]): Thing => ({
  mark,
  words: { thing: `the ${mark}`, Thing: `The ${mark}`, athing: one },
  truths,
});

export const englishThings: readonly Thing[] = [
  thing(
    'key',
    'a small brass key',
    'The key fitted a door that had been painted over so often that it had become a wall. {A} found the edge with a fingernail. Behind it was no room at all, only a shelf, and on the shelf stood a cup, still warm.',
    'It was {B} who saw the number on the key, so worn that it had to be read with a thumb. It was the number of a house that {A} had lived in once, and had told no one about.',
  ),
  thing(
    'letter',
    'a letter without a stamp',
    'The handwriting in the letter was {hers} own. {A} knew the crooked g, the t that leaned into the wind. But the date at the top lay four years ahead, and the hand that had written it had been older, and had not trembled.',
    '{A} turned the letter over. There was a second page, stuck to the first by damp, and it took back everything that the first one had said.',
  ),
  thing(
    'clock',
    'a clock that ran backwards',
    'They had it wrong about the clock. It did not run backwards. It counted down, patiently, and when {B} worked out the hour at which it would be done, they both looked at the door.',
    'Inside the clock, where the spring should have been, lay a folded strip of paper with two names on it. One was {A}. The other had been cut out with great care.',
  ),
  thing(
    'coat',
    'a coat that was still wet',
    'In the lining of the coat {A} felt something flat. It was a ticket, one way, bought this morning, and the name on it was {B}.',
    'The coat fitted. That was the whole trouble. It fitted {A} at the shoulder and at the wrist, and in the left pocket lay {hers} own glove, the one that had been gone since spring.',
  ),
  thing(
    'map',
    'a map of a street that was no longer there',
    'On the map somebody had marked a house with a cross, and beside the cross stood a time. {A} looked up at the clock. There were eleven minutes left.',
    'Held against the light, the map had a second map inside it, drawn in water. That one had only a single street, and it led to where they were standing.',
  ),
  thing(
    'photograph',
    'a photograph of this very room',
    'It took {A} a long time to see what was wrong with the photograph. In the picture the chair by the window was occupied. The face was turned away, but the hand on the armrest wore {hers} ring.',
    'On the back of the photograph stood a date, and the date was tomorrow. In the picture the window was broken. {B} went over and laid a hand on the glass, as one does with a horse.',
  ),
  thing(
    'suitcase',
    'a suitcase tied up with string',
    'The suitcase held nothing but other people’s goodbyes: notes, train tickets, a ring in a twist of paper. At the very bottom lay an envelope for {A}, unopened, and thick.',
    'The suitcase was empty, and still it weighed as much as before. {B} laughed first. Then neither of them did.',
  ),
  thing(
    'notebook',
    'a notebook with one page torn out',
    'The missing page was in {B}’s pocket. It had been there the whole time, folded so small that it could have been a coin.',
    'The notebook described this evening. It described the light, and the silence, and how {A} would come to the last line and stop. {A} came to the last line, and did not stop.',
  ),
  thing(
    'bell',
    'a bell without a clapper',
    'The bell rang at ten past four, without anyone near it and without a clapper, and every dog for a mile around lay down.',
    'Somebody had scratched words around the rim of the bell. One had to walk around it to read them. It took {A} three rounds, because the sentence had no end, and {she} looked for one.',
  ),
  thing(
    'lamp',
    'a lamp that was warm to the touch',
    'The lamp had no oil in it and no wire. It burned when {A} told the truth, and that was why it had stayed dark all evening.',
    'By the light of the lamp they saw what the day had hidden: footprints, old ones, from the door to the window and back, worn into the floor like a path in a meadow. They were {A}’s size.',
  ),
];
