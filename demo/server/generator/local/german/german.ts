import type { Decks } from '../decks.ts';
import { germanScenes } from './german-scenes.ts';
import { germanThings } from './german-things.ts';

export const german: Decks = {
  language: 'de',
  she: { er: 'sie', ihn: 'sie', ihm: 'ihr', sein: 'ihr' },
  he: { er: 'er', ihn: 'ihn', ihm: 'ihm', sein: 'sein' },
  quote: ['„', '“'],
  surroundingsOf: [
    ['space', /raumschiff|raumstation|weltraum|orbit|\bmond|\bmars\b|planet|sternenschiff/iu],
    ['sea', /meer|küste|hafen|insel|leuchtturm|fähre|strand|boot|düne|\bsee\b|nordsee|ostsee/iu],
    ['winter', /winter|schnee|\beis\b|gebirge|alpen|gletscher|\bpass\b|januar|dezember|\bberg/iu],
    ['woods', /wald|moor|dorf|\bhof\b|garten|wiese|sumpf|mühle/iu],
    ['city', /stadt|straße|bahnhof|straßenbahn|hotel|berlin|wien|hamburg|markt|kneipe|büro/iu],
  ],
  settings: [
    'Das letzte Haus vor den Dünen, in der nassesten Oktoberwoche.',
    'Eine Stadt mit einer Brücke und zwei Meinungen darüber, Ende März.',
    'Der obere Stock eines geschlossenen Hotels, außerhalb der Saison.',
    'Ein Dorf am Ende der Buslinie, in dem Jahr, in dem der Bus nicht mehr kam.',
    'Eine Werkstatt hinter dem Bahnhof, zwischen dem letzten Zug und dem ersten.',
    'Eine Insel mit vierzig Leuten, an dem Tag, an dem die Fähre ausblieb.',
  ],
  strangers: [
    ['Jonna', 'Fährfrau', true],
    ['Pell', 'Rundfunkmechaniker', false],
    ['Irma', 'Briefträgerin', true],
    ['Dov', 'Hausmeister', false],
    ['Lise', 'Sängerin', true],
    ['Kasper', 'Nachtportier', false],
  ],
  things: germanThings,
  around: {
    sea: [
      'Der Nebel stand so dicht an der Scheibe, dass man von außen hätte darauf schreiben können.',
      'Irgendwo schlug ein Fall gegen einen Mast, langsam, langsam, schnell.',
      'Es roch nach Teer und kaltem Tee.',
      'Die Flut kippte, das sah man noch nicht, man hörte es nur.',
      'Eine Möwe ging über das Dach mit dem Schritt eines Vermieters.',
      'Weit draußen gab ein Schiff zwei kurze Zeichen und bekam keine Antwort.',
    ],
    city: [
      'Die Straßenbahn fuhr vorbei, und jede Tasse im Schrank sagte es weiter.',
      'In der Wohnung darunter übte jemand immer dieselben vier Takte und stolperte im dritten.',
      'Die Laternen gingen nacheinander an, als liefe jemand mit einem Streichholz die Straße entlang.',
      'Es roch nach Regen auf warmem Stein.',
      'Zwei Stockwerke höher flog ein Fenster zu und dann, sanfter, noch eines.',
      'An der Ecke wartete ein Taxi mit gelöschtem Licht.',
    ],
    woods: [
      'Ein Kauz stellte seine einzige Frage.',
      'Der Wind stand in den Buchen, und das klingt von weitem wie Beifall.',
      'Es roch nach Laub und Eisen.',
      'Irgendwo gab ein Ast nach, nach langer Überlegung.',
      'Der Hund vom Nachbarhof bellte zweimal, und dann, was schlimmer war, nicht mehr.',
      'Aus dem Graben stieg Nebel und stand herum wie Gäste, die keinen kennen.',
    ],
    winter: [
      'Es schneite seit Mittag, ohne Hast, wie auf Vertrag.',
      'In der Rinne knackte das Eis.',
      'Die Kälte hatte innen Farne an die Scheibe gezeichnet.',
      'Jedes Geräusch kam ein wenig zu spät und in Wolle gewickelt an.',
      'Der Ofen zog schlecht und beschwerte sich darüber.',
      'Oben am Hang löste sich etwas, rutschte und war still.',
    ],
    space: [
      'Die Luftanlage hustete, besann sich auf ihr Benehmen und summte weiter.',
      'Durch die Luke sah man das Dunkel und darin ein zweites, älteres.',
      'Es roch nach warmem Kunststoff und nach irgendjemandes Abendessen.',
      'Zwei Decks tiefer zählte eine Pumpe bis neun, wie immer, und fing von vorn an.',
      'Im Gang war das Licht auf Nacht gegangen, und das war nur eine Verabredung.',
      'Etwas Kleines traf die Hülle und war fort.',
    ],
    house: [
      'Die Treppe knarrte in der Reihenfolge, in der sie immer knarrte.',
      'Das Licht im Flur war gelb wie alte Klaviertasten.',
      'Irgendwo schlug eine Uhr an und überlegte es sich anders.',
      'Es roch nach Bohnerwachs und nach Äpfeln vom letzten Jahr.',
      'Das Fenster war zugestrichen, von jemandem, der es gut gemeint hatte.',
      'Die Stille war so dick, wie sie wird, wenn zwei zugleich horchen.',
    ],
  },
  mood: {
    sanguine: [
      '{A} lachte, denn etwas musste man ja tun, und das lag am nächsten.',
      '{q}Na so was{p}, sagte {A} fast vergnügt ins Leere, {q}das ist mal neu.{p}',
      '{A} kam es vor, als hätte der Abend plötzlich ein zweites Stockwerk, und {er} wollte hinauf.',
    ],
    choleric: [
      '{A} sagte ein Wort, das nicht für Besuch gemacht war, und dann sagte {er} es noch einmal, langsamer.',
      'Es machte {A} wütend, und das war eine Erleichterung: Wut weiß wenigstens, wo die Tür ist.',
      '{A} legte die Faust auf den Tisch, nicht hart, nur damit klar war, wessen Tisch das war.',
    ],
    melancholic: [
      '{A} war nicht überrascht. Das war das Traurigste daran.',
      '{A} dachte, dass alles, was kommt, schon lange unterwegs ist.',
      'Einen Augenblick lang fehlte {A} jemand, und {er} hätte nicht sagen können, wer.',
    ],
    phlegmatic: [
      '{A} trank erst den Tee aus. Was so lange gewartet hat, kann auch noch auf Tee warten.',
      '{A} betrachtete die Sache eine Weile, wie man Wetter betrachtet.',
      '{q}Hm{p}, sagte {A}. Für {A_s} Verhältnisse war das eine Rede.',
    ],
    none: [
      '{A} stand ganz still.',
      '{A} merkte, dass {er} den Atem angehalten hatte.',
      '{A} sah sich einmal um und schämte sich dafür.',
    ],
  },
  aside: {
    warm: [
      'Und trotzdem war es gut, damit nicht allein zu sein.',
      '{B} schob wortlos die wärmere der beiden Tassen herüber.',
      'Es gibt Leute, neben denen man sich in Ruhe fürchten kann.',
      'Einen Moment lang berührten sich ihre Schultern, und keiner machte etwas daraus.',
    ],
    wry: [
      'Es war, alles in allem, nicht der schlechteste Abend der Woche.',
      'In Büchern sagt an dieser Stelle jemand etwas, das man sich merkt.',
      'Der gesunde Menschenverstand hätte einen Vorschlag gehabt, war aber schon im Bett.',
      'Man hätte Eintritt nehmen sollen.',
    ],
    eerie: [
      'Hinter ihnen glitt, sehr leise, eine Schublade zu.',
      'In der Scheibe waren drei Spiegelbilder.',
      'Der Schatten an der Wand brauchte einen Augenblick länger als sie.',
      'Jemand hatte den Spiegel angehaucht, und es war keiner von ihnen gewesen.',
    ],
    brisk: [
      'Es war keine Zeit. Es ist nie welche.',
      'Neun Minuten, vielleicht zehn.',
      'Einer musste anfangen.',
      'Für Vorsicht war es zu spät, also waren sie schnell.',
    ],
    wistful: [
      'Jahre später behaupteten beide, sie hätten die Gänse gehört.',
      'Es war der letzte Sommer, in dem man so etwas noch laut sagte.',
      'Man weiß ja nie, nach welchem Abend man einmal Heimweh haben wird.',
      'Das Licht lag auf dem Tisch, als wollte es bleiben.',
    ],
  },
  trait: [
    'Wer sich nach {A} erkundigte, bekam überall dasselbe Wort zu hören: {q}{t}{p}.',
    '{q}{T}{p}, pflegte die Großmutter über {A} zu sagen, in dem Ton, in dem andere von einem Husten sprechen.',
    'In einem Zeugnis hatte einmal jemand {q}{t}{p} über {A} geschrieben, zweimal unterstrichen, und es war nie herausgekommen, ob das ein Lob sein sollte.',
    'Es gibt Leute, die heißen {q}{t}{p}, weil keiner genauer hingesehen hat. Bei {A} stimmte es.',
  ],
  habit: [
    '{A} konnte in Türen stehen, als wären sie dafür gebaut.',
    '{A} schrieb Listen, verlor sie und wusste jedes Wort noch.',
    'Von {A} hieß es, {er} setze sich nie mit dem Rücken zu einer Tür.',
  ],
  known: [
    'Was man über {A} wusste, hätte auf eine Postkarte gepasst. {story}',
    'Eines über {A} konnte einem jeder erzählen. {story}',
    '{A} sprach nie von früher. Das taten andere. {story}',
  ],
  work: [
    'Beruf: {role2}. Das erklärte die Hände, aber nicht das Lächeln.',
    'Bei Tageslicht hieß es über {B}: {role2}. Es war kein Tageslicht.',
    'Wer {B} nach dem Beruf fragte, bekam zur Antwort: {role2}.',
  ],
  wish: [
    'Ein Zettel hing daran, darauf stand mit Bleistift eine einzige Zeile: {q}{w}{p}',
    'Jemand hatte ein Stück Papier daran festgemacht. {q}{w}{p}, stand dort, und sonst nichts.',
  ],
  wishLater: [
    'Erst später sah {A} die Zeile, die jemand mit Bleistift und sehr klein an den Rand geschrieben hatte: {q}{w}{p}',
    'In der Nacht hörte {A}, wie {B} nebenan im Halbschlaf etwas murmelte: {q}{w}{p}',
  ],
  manners: ['schwierig', 'treu', 'zu neugierig', 'unterschätzt', 'nie pünktlich'],
  ...germanScenes,
  endings: {
    warm: [
      'Draußen wurde es hell, auf die sachliche Art, auf die es das tut. {A} stellte {den} ins Regal, zwischen Salz und Streichhölzer, dorthin, wo die Dinge stehen, die man braucht. {q}Kaffee?{p}, fragte {B}. Und das war, soweit man weiß, die Antwort.',
      'Sie saßen auf der Stufe, bis die Kälte durch den Stein kam. {Das} lag zwischen ihnen und war jetzt nur noch warm, sonst nichts. {q}Du kommst morgen wieder{p}, sagte {A}. Es war keine Frage, und {B} gab keine Antwort und stand um sieben vor der Tür.',
    ],
    wry: [
      'Das war es also. {A} hatte zwei Dinge gelernt, eines davon brauchbar. {Das} kam in den Schrank hinter die guten Gläser, um über das eigene Benehmen nachzudenken, und {B} erzählte die Geschichte bei jeder Gelegenheit, und jedes Mal kam {B} darin ein wenig größer heraus.',
      'Am Ende war keiner reich, keiner tot und die Suppe kalt. Nach hiesigen Maßstäben musste man das einen Erfolg nennen. {A} schloss ab, legte den Hausschlüssel unter den Topf, wo ihn alle wussten, und ging ins Bett.',
    ],
    eerie: [
      'Am Morgen war {das} fort. Auf dem Tisch stand an derselben Stelle ein wenig Wasser, nicht mehr, als in eine Hand passt, und es schmeckte nach Salz. {A} wischte es weg. {Er} wischt es jeden Morgen weg. {B} erfährt davon schon lange nichts mehr.',
      '{A} schloss ab, rüttelte an der Tür und schloss noch einmal ab. Dann löschte {er} das Licht, legte sich hin und hörte zu, wie {B} nebenan atmete. Es dauerte eine ganze Weile, bis {ihm} einfiel, dass {B} nach Hause gegangen war.',
    ],
    brisk: [
      'Sie rannten. Sie schafften es, um eine Mantellänge. Hinter ihnen fiel etwas ins Schloss, das kein zweites Mal aufgehen würde, und {A} hielt {den} noch immer fest, und beide mussten so lachen, dass sie nicht stehen konnten. {q}Noch mal?{p}, fragte {B}.',
      'Vier Minuten später war es vorbei. {A} saß auf dem Bordstein und zählte die Finger: zehn. {B} zählte auch: ebenfalls zehn. {Das} lag zwischen ihnen wie etwas, das noch nicht fertig ist. {q}Auf{p}, sagte {A}. {q}Bevor uns noch etwas einfällt.{p}',
    ],
    wistful: [
      'Sie sprachen nie wieder davon, und jeder von beiden dachte in jedem Herbst daran. {Das} lag in einer Schublade, dann in einer anderen, dann in einer Kiste. Einmal, viel später, hielt {A} alles noch einmal in der Hand und hätte nicht mehr sagen können, ob es schwer gewesen war oder ob es der Abend gewesen war.',
      'Im Frühjahr zog {B} fort. Das Haus behielt den Klang der Schritte noch eine Weile, wie eine Muschel das Meer behält. {A} ließ {den} auf der Fensterbank liegen, wo zwischen vier und fünf die Sonne hinkam, und um diese Zeit war {er} meistens zu Hause.',
    ],
  },
  named: [
    'Später, als man davon erzählen konnte, bekam es einen Namen. Sie nannten es {q}{title}{p}.',
    'Man hat es auch anders erzählt. Aber die dabei waren, nennen es {q}{title}{p} und lassen das Ende weg.',
  ],
  backstory: {
    broken: [' – aber das kommt später.', ' – aber das ist eine andere Geschichte.'],
    births: [
      '{A} kam in einem Haus zur Welt, in dem es mehr Uhren als Stühle gab, und lernte früh, dass alle auf etwas warten.',
      '{A} wuchs über einer Bäckerei auf, schlief im warmen Geruch fremder Morgen und hatte trotzdem Hunger.',
      '{A} war das vierte von fünf Kindern, und das ist der Platz, an dem man lernt, an Türen zu horchen.',
      'Man fand {A} mit sechs Jahren an einem Haltepunkt der Bahn, mit einem Namen auf einem Schild und einem Apfel in jeder Tasche.',
      '{A} stammt aus einem Tal, in dem man mit dem ganzen Arm winkt, weil das nächste Haus so weit weg ist.',
    ],
    losses: [
      'Mit elf verlor {er} einen Bruder an den Fluss, und nie hat jemand gehört, dass {er} etwas gegen den Fluss gesagt hätte.',
      'In dem Jahr, in dem die Mühle brannte, stand {er} in der Kette mit den Eimern und sah, wer fehlte. Erzählt hat {er} es nie.',
      'Dann kam der Winter, in dem der Vater Holz holen ging und im Mai eine Karte schickte.',
      'Es gab eine Freundschaft und ein Versprechen und eine Nacht, in der {A} eine Stunde zu spät kam. Seitdem trägt {er} eine Uhr.',
    ],
    trades: [
      'Der Beruf war nicht geplant: {Role}. Es musste jemand für eine Woche einspringen, und die Woche ist noch nicht um.',
      '{Role}: Es war die einzige Arbeit, bei der keiner fragt, woher man kommt.',
      'Was man wissen muss als {role}, brachte {ihm} eine alte Frau bei, und sie starb an dem Tag, an dem die letzte Stunde vorbei war.',
      'In den Papieren steht: {role}. In Wahrheit sucht {er} etwas, und nirgends lässt sich besser darauf warten.',
    ],
    marks: [
      'Seitdem gibt es eine Blechdose, die nie geöffnet wird, wenn Besuch da ist.',
      'Seitdem schläft {er} bei offenem Fenster, in jeder Jahreszeit.',
      'Es gibt ein Lied, bei dem {er} das Zimmer verlässt.',
      'Noch heute weiß {er} die Namen aller Haltestellen dieser Strecke auswendig.',
    ],
    nows: [
      'Neuerdings fragt jemand in den Dörfern an der Straße nach {ihm}, höflich und immer einen Tag zu spät.',
      'Vor drei Wochen kam ein Paket ohne Absender, und seither schläft {A} schlecht.',
      'Der Wunsch ist einfach: dass ein einziger Mensch verzeiht. Was fehlt, ist die Adresse.',
      'Wenn man fragt, ist {A} zufrieden. {Er} sagt es nur ein wenig zu schnell.',
    ],
  },
};
