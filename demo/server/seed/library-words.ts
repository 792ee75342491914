/** What the names, titles and places of a library are made of. */
const list = (words: string): readonly string[] => words.replaceAll(/\s+/g, ' ').trim().split(', ');

export const firstNames = list(`
  Ada, Bo, Mara, Noor, Ines, Tove, Emeka, Yusuf, Ilse, Rafael, Sunniva, Kofi, Lena, Matteo, Zofia, Anselm, Priya,
  Hugo, Wanda, Tomás, Greta, Idris, Leonie, Bartek, Salome, Viggo, Amara, Jonas, Esther, Piet, Rosalind, Dmitri, Hana,
  Cormac, Ottilie, Samir, Freya, Lucian, Maren, Abel, Nadia, Ewan, Clara, Farid, Judith, Oskar, Thandi, Björn, Elif,
  Caspar
`);

export const familyNames = list(`
  Quist, Brandt, Okafor, Hallam, Vega, Lindqvist, Marsh, Adeyemi, Roth, Castellan, Winter, Petrov, Sørensen, Thorne,
  Moreau, Kessler, Ferrante, Holm, Achebe, Vance, Zeller, Novak, Ashby, Ruiz, Haddad, Larkin, Bergmann, Ito, Sauer,
  Calloway, Dahl, Mbeki, Fontaine, Grieve, Oduya, Pereira, Stein, Valen, Whitlock, Yilmaz
`);

export const roles = list(`
  keeper of the lighthouse, clockmaker, ferryman, apprentice cartographer, widow of a captain, baker at the north gate,
  tuner of church bells, smuggler of books, night nurse, surveyor of roads, seamstress, retired judge, beekeeper,
  archivist, pilot of the mail plane, stonemason, teacher on the island, glassblower, collector of debts, herbalist,
  translator, horse doctor, printer of pamphlets, diver, innkeeper, mender of nets, astronomer, gravedigger, cook on a
  whaler, organist, chess player, photographer of ships, guard at the border, thief of small things, midwife, postman,
  rope maker, weaver, river pilot, former king
`);

export const traits = list(`
  patient, watchful, stubborn, quick to laugh, afraid of water, never forgets a face, honest to a fault, restless,
  generous, keeps a secret, counts everything, speaks to birds, proud, tender, suspicious, slow to anger, curious,
  superstitious, tidy, hums when nervous, loyal, vain, hopeful, light sleeper, bad liar, always late, frugal, reckless,
  gentle, dry humour, left-handed, homesick, brave at night, hates crowds, reads by smell, writes letters unsent
`);

export const settings = list(`
  An island with one road. The winter of the long ice., A port town where the fog never quite lifts., The last station
  before the desert., A house with nine clocks. Autumn 1911., A river that changes its bed each spring., The archive
  under the opera., A mountain village cut off by snow., A market that opens only at night., The lighthouse at the end
  of the mole., A train that must not stop before morning., An orchard behind the old observatory., The year in which
  the bells were melted.
`);

export const adjectives = list(`
  long, last, borrowed, quiet, hollow, second, green, burning, patient, drowned, seventh, left-hand, unsent, winter,
  broken, small, honest, crooked, paper, silent
`);

export const things = list(`
  lamp, harbour, letter, bridge, orchard, bell, map, key, winter, ferry, mirror, debt, garden, shore, clock, window,
  road, crown, well, name
`);

export const places = list(`
  Hallam, the salt road, Vinga, the north gate, Saint Orla, the drowned valley, Marrow Street, the long pier, Eskil's
  Rock, the glass works
`);

export const chapterTitles = list(`
  Before the tide, What the postman knew, A door in the wall, The second letter, Salt, No light in the tower, An honest
  price, The way back, Under the ice, One more night
`);

export const wishes = list(`
  Let them meet at last., Begin in the middle of a quarrel., Keep it short and calm., Somebody tells a lie., End on an
  open door., More of the sea.
`);

export const edits = list(`
  That was all he would ever say about it., Nobody on the quay believed her., And the lamp stayed lit until morning.,
  It was the first true thing that anyone had said all day.
`);
