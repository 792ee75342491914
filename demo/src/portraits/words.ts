import { wordsIn } from '../words/use-text.ts';

export const words = wordsIn({
  en: {
    choose: 'Choose a portrait',
    take: (number: number) => `Take ${number}`,
    none: 'No portrait',
    draw: (count: number, price: string) =>
      count === 1 ? `Draw one more · ${price}` : `Draw ${count} portraits · ${price}`,
    drawMore: (count: number, price: string) => `Draw ${count} more · ${price}`,
    stands: { drawing: 'Drawing…', waiting: 'Waiting', stuck: 'Not drawn' },
    drawnSoon: (count: number) =>
      count === 1 ? 'One portrait is being drawn' : `${count} portraits are being drawn`,
    waitsForTurn: (seconds: number) =>
      `You had several drawn just now. These are drawn by themselves in ${seconds} s.`,
    waitsForConnection:
      'Fireside draws them when there is a connection. Nothing is spent until then.',
    triesAgain: 'Fireside tries again by itself.',
    waits: (count: number) => (count === 1 ? 'One portrait waits' : `${count} portraits wait`),
    inUse: 'In use',
    useThis: 'Use this portrait',
    takeBack: 'Take back',
    takenBack: 'The portraits are taken back. Nothing was spent.',
    tooLate: 'They are being drawn just now and cannot be taken back.',
    notListed: 'The other takes cannot be shown now.',
    kept: 'Every take is kept.',
    subject: (name: string) => (name === '' ? 'the portrait' : `the portrait of ${name}`),
  },
  de: {
    choose: 'Wähle ein Porträt',
    take: (number: number) => `Fassung ${number}`,
    none: 'Kein Porträt',
    draw: (count: number, price: string) =>
      count === 1 ? `Noch eins zeichnen · ${price}` : `${count} Porträts zeichnen · ${price}`,
    drawMore: (count: number, price: string) => `${count} weitere zeichnen · ${price}`,
    stands: { drawing: 'Wird gezeichnet …', waiting: 'Wartet', stuck: 'Nicht gezeichnet' },
    drawnSoon: (count: number) =>
      count === 1 ? 'Ein Porträt wird gezeichnet' : `${count} Porträts werden gezeichnet`,
    waitsForTurn: (seconds: number) =>
      `Du hast gerade mehrere zeichnen lassen. Diese werden in ${seconds} s von selbst gezeichnet.`,
    waitsForConnection:
      'Fireside zeichnet sie, sobald eine Verbindung da ist. Vorher kostet es nichts.',
    triesAgain: 'Fireside versucht es von selbst noch einmal.',
    waits: (count: number) => (count === 1 ? 'Ein Porträt wartet' : `${count} Porträts warten`),
    inUse: 'In Gebrauch',
    useThis: 'Dieses Porträt nehmen',
    takeBack: 'Zurücknehmen',
    takenBack: 'Die Porträts sind zurückgenommen. Es hat nichts gekostet.',
    tooLate: 'Sie werden gerade gezeichnet und lassen sich nicht mehr zurücknehmen.',
    notListed: 'Die anderen Fassungen können gerade nicht gezeigt werden.',
    kept: 'Jede Fassung bleibt erhalten.',
    subject: (name: string) => (name === '' ? 'das Porträt' : `das Porträt von ${name}`),
  },
});
