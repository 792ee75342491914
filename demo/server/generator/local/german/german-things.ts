import type { Thing } from '../decks.ts';

type Gender = 'der' | 'die' | 'das';

const ARTICLES = {
  der: { den: 'den', dem: 'dem', es: 'er', es4: 'ihn' },
  die: { den: 'die', dem: 'der', es: 'sie', es4: 'sie' },
  das: { den: 'das', dem: 'dem', es: 'es', es4: 'es' },
} as const satisfies Record<Gender, Readonly<Record<string, string>>>;

const thing = (
  [gender, mark]: readonly [Gender, string],
  [ein, einen]: readonly [nominative: string, accusative: string],
  ...truths: readonly string[]
): Thing => {
  const { den, dem, es, es4 } = ARTICLES[gender];
  const [das, Das] = [`${gender} ${mark}`, `D${gender.slice(1)} ${mark}`];
  return {
    mark,
    words: { das, Das, den: `${den} ${mark}`, dem: `${dem} ${mark}`, ein, einen, es, es4 },
    truths,
  };
};

export const germanThings: readonly Thing[] = [
  thing(
    ['der', 'Schlüssel'],
    ['ein kleiner Schlüssel aus Messing', 'einen kleinen Schlüssel aus Messing'],
    'Der Schlüssel passte zu einer Tür, die so oft überstrichen worden war, dass man sie für Wand hielt. {A} fand die Kante mit dem Fingernagel. Dahinter lag kein Zimmer, nur ein Brett, und auf dem Brett stand eine Tasse, noch warm.',
    '{B} entdeckte die Nummer auf dem Schlüssel, so abgegriffen, dass man sie mit dem Daumen lesen musste. Es war die Nummer eines Hauses, in dem {A} einmal gewohnt und von dem {er} keinem erzählt hatte.',
  ),
  thing(
    ['der', 'Brief'],
    ['ein Brief ohne Marke', 'einen Brief ohne Marke'],
    'Die Schrift in dem Brief war {sein}e eigene. {A} kannte das krumme g, das t, das sich in den Wind lehnte. Nur lag das Datum oben vier Jahre in der Zukunft, und die Hand, die das geschrieben hatte, war älter gewesen und hatte nicht gezittert.',
    '{A} drehte den Brief um. Es gab eine zweite Seite, vom Feuchten an die erste geklebt, und sie nahm alles zurück, was auf der ersten stand.',
  ),
  thing(
    ['die', 'Uhr'],
    ['eine Uhr, die rückwärts ging', 'eine Uhr, die rückwärts ging'],
    'Sie hatten sich in der Uhr getäuscht. Sie ging nicht rückwärts. Sie zählte herunter, geduldig, und als {B} ausgerechnet hatte, wann sie damit fertig sein würde, sahen beide zur Tür.',
    'In der Uhr, dort, wo die Feder sitzen sollte, lag ein gefalteter Streifen Papier mit zwei Namen. Der eine war {A}. Den anderen hatte jemand sehr sorgfältig herausgeschnitten.',
  ),
  thing(
    ['der', 'Mantel'],
    ['ein Mantel, der noch nass war', 'einen Mantel, der noch nass war'],
    'Im Futter des Mantels spürte {A} etwas Flaches. Es war eine Fahrkarte, einfache Fahrt, heute früh gekauft, und der Name darauf war {B}.',
    'Der Mantel passte. Das war ja das Schlimme. Er passte an den Schultern und an den Handgelenken, und in der linken Tasche steckte {sein} eigener Handschuh, der seit dem Frühjahr weg war.',
  ),
  thing(
    ['die', 'Karte'],
    [
      'die Karte einer Straße, die es nicht mehr gab',
      'die Karte einer Straße, die es nicht mehr gab',
    ],
    'Auf der Karte hatte jemand ein Haus angekreuzt, und neben dem Kreuz stand eine Uhrzeit. {A} sah auf. Es blieben elf Minuten.',
    'Gegen das Licht gehalten, hatte die Karte eine zweite in sich, mit Wasser gezeichnet. Auf der gab es nur eine einzige Straße, und sie führte dorthin, wo sie gerade standen.',
  ),
  thing(
    ['das', 'Foto'],
    ['ein Foto von genau diesem Zimmer', 'ein Foto von genau diesem Zimmer'],
    '{A} brauchte lange, um zu sehen, was an dem Foto nicht stimmte. Auf dem Bild war der Stuhl am Fenster besetzt. Das Gesicht war abgewandt, aber die Hand auf der Lehne trug {sein}en Ring.',
    'Auf der Rückseite des Fotos stand ein Datum, und das Datum war morgen. Auf dem Bild war die Scheibe gesprungen. {B} ging hinüber und legte die Hand ans Glas, wie man es bei einem Pferd tut.',
  ),
  thing(
    ['der', 'Koffer'],
    ['ein verschnürter Koffer', 'einen verschnürten Koffer'],
    'In dem Koffer lagen nichts als fremde Abschiede: Zettel, Fahrkarten, ein Ring in gedrehtem Papier. Ganz unten lag ein Umschlag für {A}, ungeöffnet und dick.',
    'Der Koffer war leer, und trotzdem wog er so viel wie vorher. {B} lachte zuerst. Dann lachte keiner von beiden.',
  ),
  thing(
    ['das', 'Heft'],
    ['ein Heft, aus dem eine Seite fehlte', 'ein Heft, aus dem eine Seite fehlte'],
    'Die fehlende Seite steckte bei {B} in der Tasche. Sie war die ganze Zeit dort gewesen, so klein gefaltet, dass man sie für eine Münze halten konnte.',
    'Das Heft beschrieb diesen Abend. Es beschrieb das Licht und die Stille, und wie {A} an die letzte Zeile kommen und aufhören würde. {A} kam an die letzte Zeile und hörte nicht auf.',
  ),
  thing(
    ['die', 'Glocke'],
    ['eine Glocke ohne Klöppel', 'eine Glocke ohne Klöppel'],
    'Die Glocke läutete um zehn nach vier, ohne dass jemand in ihrer Nähe war, und ohne Klöppel, und im ganzen Umkreis legten sich die Hunde hin.',
    'Um den Rand der Glocke hatte jemand Worte geritzt. Man musste um sie herumgehen, um sie zu lesen. {A} brauchte drei Runden, denn der Satz hatte kein Ende, und {er} suchte danach.',
  ),
  thing(
    ['die', 'Lampe'],
    ['eine Lampe, die sich warm anfühlte', 'eine Lampe, die sich warm anfühlte'],
    'In der Lampe war kein Öl, und ein Kabel hatte sie nicht. Sie brannte, wenn {A} die Wahrheit sagte, und deshalb war sie den ganzen Abend dunkel geblieben.',
    'Im Licht der Lampe sahen sie, was der Tag versteckt hatte: Fußspuren, alte, von der Tür zum Fenster und zurück, in den Boden getreten wie ein Pfad in eine Wiese. Sie hatten genau {A_s} Größe.',
  ),
];
