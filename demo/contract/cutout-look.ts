import type { PortraitWish } from './portrait.ts';

type Look = PortraitWish['look'];

/** What a portrait of torn paper may be made of: the parts and colours that the drawing chooses from by its seed. */
export interface CutoutLook {
  readonly head: readonly string[];
  readonly hair: readonly string[];
  /** In percent. */
  readonly hairy: number;
  readonly browed: number;
  readonly blushing: number;
  readonly face: readonly string[];
  readonly back: readonly string[];
  readonly hairColour: readonly string[];
  readonly ground: readonly string[];
  /** Degrees by which the head leans. */
  readonly lean: readonly [number, number];
}

interface Paper extends Pick<CutoutLook, 'face' | 'back' | 'ground'> {
  readonly hairColour: readonly string[];
}

/** The colours of each paper that a writer can pick; the first is that of its swatch. */
const PAPERS: Readonly<Record<Look['paper'], Paper>> = Object.freeze({
  moss: {
    face: ['#93b98a', '#b5c48a', '#a7c6a4'],
    back: ['#4a7a63', '#5b6b3a', '#37718e'],
    ground: ['#e4ecea', '#e7ecdf'],
    hairColour: ['#33312e', '#4a7a63', '#2f4858'],
  },
  clay: {
    face: ['#e07856', '#d9926b', '#c98a6a'],
    back: ['#a84a38', '#7b4b3a', '#4a7a63'],
    ground: ['#f2e9dd', '#f0e4da'],
    hairColour: ['#33312e', '#9c4a30', '#5a3b2e'],
  },
  ink: {
    face: ['#7fb3d5', '#8fa9c4', '#a3b8cc'],
    back: ['#33415c', '#2f4858', '#37718e'],
    ground: ['#e6ebef', '#e4ecea'],
    hairColour: ['#33312e', '#2f4858', '#46557a'],
  },
  straw: {
    face: ['#e2a63d', '#e3bd6a', '#dcae5a'],
    back: ['#37718e', '#a84a38', '#6b5a2f'],
    ground: ['#f6f1e7', '#f4ecd8'],
    hairColour: ['#33312e', '#7b4b3a', '#9c4a30'],
  },
  dusk: {
    face: ['#ab96d1', '#b7a5c9', '#9d90b8'],
    back: ['#7b4b73', '#33415c', '#5a4a78'],
    ground: ['#e9e4ef', '#ece6ea'],
    hairColour: ['#33312e', '#7b4b73', '#46557a'],
  },
  rust: {
    face: ['#e8b4c0', '#dea594', '#d49a86'],
    back: ['#a84a38', '#8f303e', '#7b4b73'],
    ground: ['#f2e9e4', '#efeae0'],
    hairColour: ['#9c4a30', '#33312e', '#7b4b73'],
  },
});

const SILHOUETTES: Readonly<Record<Look['silhouette'], Pick<CutoutLook, 'head' | 'lean'>>> =
  Object.freeze({
    slight: { head: ['pear', 'blob'], lean: [-3, 3] },
    broad: { head: ['wide', 'block'], lean: [-2, 2] },
    tall: { head: ['tall'], lean: [-3, 3] },
    stooped: { head: ['slanted'], lean: [5, 9] },
  });

interface Age {
  /** Of those up to this age. */
  readonly to: number;
  readonly hair: readonly string[];
  readonly hairy: number;
  readonly browed: number;
  readonly blushing: number;
  /** Replaces the colours of the paper. */
  readonly hairColour?: readonly string[];
}

const AGES: readonly Age[] = [
  { to: 24, hair: ['fringe', 'tufts', 'curls', 'crest'], hairy: 100, browed: 20, blushing: 75 },
  {
    to: 49,
    hair: ['fringe', 'swoosh', 'sidePart', 'curls', 'long'],
    hairy: 92,
    browed: 45,
    blushing: 40,
  },
  {
    ...{
      to: 69,
      hair: ['swoosh', 'sidePart', 'long', 'curls'],
      hairy: 80,
      browed: 65,
      blushing: 20,
    },
    hairColour: ['#6d6a66', '#33312e', '#8a7f78'],
  },
  {
    ...{ to: 100, hair: ['tufts', 'sidePart', 'long'], hairy: 62, browed: 90, blushing: 10 },
    hairColour: ['#d9d4cb', '#b9b4ac', '#8f8c88'],
  },
];

/** The look that a writer picked by eye, as the parts and colours of a portrait. */
export function cutoutLook({ paper, silhouette, age }: Look): CutoutLook {
  const { to: _, ...ofAge } = AGES.find(({ to }) => age <= to) ?? AGES[0]!;
  return { ...PAPERS[paper], ...SILHOUETTES[silhouette], ...ofAge };
}
