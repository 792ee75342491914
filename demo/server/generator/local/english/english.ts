import type { Decks } from '../decks.ts';
import { englishScenes } from './english-scenes.ts';
import { englishThings } from './english-things.ts';

export const english: Decks = {
  language: 'en',
  she: { she: 'she', her: 'her', hers: 'her', herself: 'herself' },
  he: { she: 'he', her: 'him', hers: 'his', herself: 'himself' },
  quote: ['“', '”'],
  surroundingsOf: [
    [
      'space',
      /\b(?:space|spaceship|spacecraft|starship|orbit\w*|moon base|mars|planets?|space station)\b/iu,
    ],
    ['sea', /\b(?:sea|coast|harbou?r|island|lighthouse|ferry|beach|boat|tide|dune)\w*/iu],
    ['winter', /\b(?:winter|snow|ice|mountain|alps|glacier|pass|january|december)\w*/iu],
    ['woods', /\b(?:wood|forest|moor|swamp|village|farm|garden|meadow)\w*/iu],
    [
      'city',
      /\b(?:city|town|street|station|tram|hotel|london|berlin|paris|market|bar|office)\w*/iu,
    ],
  ],
  settings: [
    'The last house before the dunes, in the wettest week of October.',
    'A town with one bridge and two opinions about it, late in March.',
    'The upper floor of a closed hotel, out of season.',
    'A village at the end of the bus line, the year the bus stopped coming.',
    'A workshop behind the station, between the last train and the first.',
    'An island of forty people, on the day the ferry did not come.',
  ],
  strangers: [
    ['Jonna', 'ferrywoman', true],
    ['Pell', 'mender of radios', false],
    ['Irma', 'postwoman', true],
    ['Dov', 'caretaker', false],
    ['Lise', 'singer', true],
    ['Casper', 'night porter', false],
  ],
  things: englishThings,
  around: {
    sea: [
      'The fog stood so close to the glass that one could have written on it from outside.',
      'Somewhere a halyard beat against a mast, slow, slow, quick.',
      'It smelled of tar and cold tea.',
      'The tide was turning, which you could not see yet, only hear.',
      'A gull walked along the roof with the step of a landlord.',
      'Far out a ship gave two short signals and got no answer.',
    ],
    city: [
      'The tram went by and every cup in the cupboard said so.',
      'In the flat below someone practised the same four bars, and stumbled at the third.',
      'The street lamps came on one after another, as if somebody were walking along with a match.',
      'It smelled of rain on warm stone.',
      'Two floors up a window was thrown shut, and then, more gently, another.',
      'A taxi waited at the corner with its light off.',
    ],
    woods: [
      'An owl asked its one question.',
      'The wind was in the beeches, and from far off that sounds like applause.',
      'It smelled of leaf and iron.',
      'Somewhere a branch gave way, after long thought.',
      'The dog at the next farm barked twice and then, which was worse, stopped.',
      'Mist came up from the ditch and stood about like guests who know no one.',
    ],
    winter: [
      'The snow had been falling since noon, without haste, as if it had a contract.',
      'Ice ticked in the gutter.',
      'The cold had drawn ferns on the inside of the pane.',
      'Every sound arrived a little late and wrapped in wool.',
      'The stove drew badly and complained about it.',
      'Up on the slope something let go and slid, and was quiet.',
    ],
    space: [
      'The air recycler coughed, remembered its manners, and hummed on.',
      'Through the port one could see the dark, and in it a second, older dark.',
      'It smelled of warm plastic and somebody’s dinner.',
      'A pump two decks down counted to nine, as it always did, and began again.',
      'The corridor lights had gone over to night, which was only an agreement.',
      'Something small struck the hull and was gone.',
    ],
    house: [
      'The stairs creaked in the order in which they always creaked.',
      'The light in the hallway was the yellow of old piano keys.',
      'A clock struck somewhere and thought better of it.',
      'It smelled of floor wax and of apples from last year.',
      'The window had been painted shut by someone who had meant well.',
      'The quiet had that thickness it gets when two people are listening at once.',
    ],
  },
  mood: {
    sanguine: [
      '{A} laughed, because something had to be done and it was the first thing to hand.',
      '{q}Well,{p} said {A} to nobody, almost cheerfully, {q}that’s new.{p}',
      '{A} felt how the evening had suddenly got a second floor, and wanted to go up.',
    ],
    choleric: [
      '{A} said a word that was not made for company, and then said it again, more slowly.',
      'It made {A} angry, and that was a relief: anger at least knew where the door was.',
      '{A} put {hers} fist on the table, not hard, only so that it was clear whose table it was.',
    ],
    melancholic: [
      '{A} was not surprised. That was the saddest part of it.',
      '{A} thought how everything that comes has been on its way for a long time.',
      'For a moment {A} missed somebody, without being able to say whom.',
    ],
    phlegmatic: [
      '{A} finished {hers} tea first. A thing that has waited that long can wait for tea.',
      '{A} regarded the matter for a while, the way one regards weather.',
      '{q}Hm,{p} said {A}. It was, for {A}, practically a speech.',
    ],
    none: [
      '{A} stood quite still.',
      '{A} noticed that {she} had been holding {hers} breath.',
      '{A} looked over {hers} shoulder, once, and was ashamed of it.',
    ],
  },
  aside: {
    warm: [
      'And still it was good not to be alone with it.',
      '{B} pushed the warmer of the two cups across, without a word.',
      'There are people next to whom one can be afraid in peace.',
      'For a moment their shoulders touched, and neither made anything of it.',
    ],
    wry: [
      'It was, all things considered, not the worst evening of the week.',
      'In books, people say something memorable at this point.',
      'Common sense would have had a suggestion, but had gone to bed.',
      'One should have been able to charge admission.',
    ],
    eerie: [
      'Behind them, very softly, a drawer slid shut.',
      'In the pane there were three reflections.',
      'The shadow on the wall needed a moment longer than they did.',
      'Someone had breathed on the mirror, and it had not been one of them.',
    ],
    brisk: [
      'There was no time. There never is.',
      'Nine minutes, maybe ten.',
      'Somebody had to go first.',
      'It was too late to be careful, so they were quick.',
    ],
    wistful: [
      'Years later they would both claim to have heard the geese.',
      'It was the last summer in which such things were still said aloud.',
      'One never knows which evening one will be homesick for.',
      'The light lay on the table as if it meant to stay.',
    ],
  },
  trait: [
    'Ask around about {A}, and you would get one word, always the same: {q}{t}{p}.',
    '{q}{T},{p} {hers} grandmother used to say of {A}, in the voice in which others speak of a cough.',
    'In a reference somebody had once written {q}{t}{p} about {A}, underlined twice, and {she} had never found out whether it was meant as praise.',
    'There are people who are called {q}{t}{p} because nobody has looked any closer. {A} really was.',
  ],
  habit: [
    '{A} had a way of standing in doorways as if they had been built for it.',
    '{A} wrote lists, and lost them, and remembered every word.',
    'It was said of {A} that {she} never sat with {hers} back to a door.',
  ],
  known: [
    'What people knew about {A} would have fitted on a postcard. {story}',
    'There was one thing about {A} that everybody could tell you. {story}',
    '{A} never spoke about what had been. Others did. {story}',
  ],
  work: [
    'By trade {B} was {arole2}, which explained the hands but not the smile.',
    'In daylight {B} was {arole2}. It was not daylight.',
    'If anyone asked, {B} was {arole2}.',
  ],
  wish: [
    'On it, in pencil, stood a single line: {q}{w}{p}',
    'Somebody had pinned a slip of paper to it. {q}{w}{p} it said, and nothing else.',
  ],
  wishLater: [
    'Only later did {A} see the line that somebody had written on {thing}, in pencil and very small: {q}{w}{p}',
    'That night {A} heard {B} murmur something in the next room, half asleep: {q}{w}{p}',
  ],
  manners: ['difficult', 'loyal', 'too curious', 'better than people say', 'never on time'],
  ...englishScenes,
  endings: {
    warm: [
      'Outside it was getting light, in the matter-of-fact way in which it does that. {A} put {thing} on the shelf, between the salt and the matches, where things belong that one needs. {q}Coffee?{p} asked {B}. And that, as far as anyone can tell, was the answer.',
      'They sat on the step until the cold came up through the stone. {Thing} lay between them, and it was only warm now, nothing more. {q}You’ll come again tomorrow,{p} said {A}. It was not a question, and {B} did not answer it, and was there at seven.',
    ],
    wry: [
      'So that was that. {A} had learned two things, of which one was useful. {Thing} stood in the cupboard behind the good glasses, where it could think about its behaviour, and {B} told the story at every opportunity, and every time {B} came out of it a little taller.',
      'In the end nobody was rich, nobody was dead, and the soup was cold. By local standards one had to call it a success. {A} locked up, put the key under the pot where everybody knew it was, and went to bed.',
    ],
    eerie: [
      'In the morning {thing} was gone. In its place on the table lay a little water, no more than fits into a hand, and it tasted of salt. {A} wiped it up. {She} wipes it up every morning. {She} has stopped telling {B} about it.',
      '{A} locked the door, and tried it, and locked it again. Then {she} put out the light and lay down and listened to {B} breathing in the next room. It was a good while before {she} remembered that {B} had gone home.',
    ],
    brisk: [
      'They ran. They made it, by the length of a coat. Behind them something fell into its lock that would not open a second time, and {A} still had {thing} in {hers} hand, and both of them had to laugh so hard that they could not stand. {q}Again?{p} asked {B}.',
      'Four minutes later it was over. {A} sat on the kerb and counted fingers: ten. {B} counted too: also ten. {Thing} lay between them like something that has not finished yet. {q}Up,{p} said {A}. {q}Before it gets ideas.{p}',
    ],
    wistful: [
      'They never spoke about it again, and each of them thought of it every autumn. {Thing} lay in a drawer, then in another drawer, then in a box. Once, much later, {A} held it in {hers} hand and could not say any more whether it had been heavy, or whether it had been the evening.',
      '{B} left in the spring. The house kept the sound of {hers2} steps for a while, as a shell keeps the sea. {A} left {thing} on the sill, where the light fell on it between four and five, and at that time of day {she} was usually at home.',
    ],
  },
  named: [
    'Later, when it had become a thing one could tell, it had a name. They called it {q}{title}{p}.',
    'It has been told in other ways. But those who were there call it {q}{title}{p}, and leave out the end.',
  ],
  backstory: {
    broken: [' – but that comes later.', ' – but that is another story.'],
    births: [
      '{A} was born in a house with more clocks than chairs, and learned early that everybody was waiting for something.',
      '{A} grew up above a bakery, slept in the warm smell of other people’s mornings, and was hungry all the same.',
      '{A} was the fourth of five children, which is the place where one learns to listen at doors.',
      'They found {A} at the age of six at a railway halt, with a name on a label and an apple in each pocket.',
      '{A} comes from a valley where people wave with the whole arm, because the next house is that far away.',
    ],
    losses: [
      'At eleven {she} lost a brother to the river, and nobody has ever heard {her} say a word against the river.',
      'The year the mill burned, {she} stood in the chain with the buckets and saw who was missing. {She} never told.',
      'Then came the winter in which {hers} father went to fetch wood and sent a postcard in May.',
      'There was a friend, and a promise, and a night on which {A} came an hour too late. {She} has carried a watch ever since.',
    ],
    trades: [
      'That {she} would become {arole} was not planned. Someone had to do it for a week, and the week has not ended yet.',
      '{She} became {arole} because it was the only work in which nobody asks where one comes from.',
      'An old woman taught {her} everything there is to know as {arole}, and died on the day the last lesson was over.',
      'On paper {she} is {arole}. In truth {she} is looking for something, and this is the best place to wait for it.',
    ],
    marks: [
      'Since then {she} has kept a tin box that is never opened in company.',
      'Since then {she} sleeps with the window open, in every season.',
      'There is a song {she} leaves the room for.',
      '{She} still knows by heart the names of all the stops on that line.',
    ],
    nows: [
      'Lately somebody has been asking for {her} in the villages along the road, politely, and always one day behind.',
      'Three weeks ago a parcel came with no sender, and {A} has not slept well since.',
      'What {she} wants is simple: to be forgiven by one person. What {she} lacks is the address.',
      'If you ask {her}, {she} is content. {She} says it a little too quickly.',
    ],
  },
};
