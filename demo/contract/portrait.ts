import * as z from 'zod/mini';
import { Id } from './id.ts';
import { Damaged } from './damaged.ts';

export const papers = ['moss', 'clay', 'ink', 'straw', 'dusk', 'rust'] as const;

export const silhouettes = ['slight', 'broad', 'tall', 'stooped'] as const;

/** How a character looks. The writer chooses it by eye, and each portrait is drawn from it. */
export const PortraitLook = z.strictObject({
  paper: z.enum(papers),
  silhouette: z.enum(silhouettes),
  /** From young (0) to old (100). */
  age: z.int().check(z.minimum(0), z.maximum(100)),
});
export type PortraitLook = z.infer<typeof PortraitLook>;

export const DEFAULT_LOOK: PortraitLook = Object.freeze({
  paper: 'moss',
  silhouette: 'slight',
  age: 30,
});

/**
 * A portrait that the generator drew. Its picture is at `portraitAddress(id)`, never changes, and only its owner can
 * read it. No portrait is ever replaced: each one that was drawn for a character is a take, and can be chosen again.
 */
export const Portrait = z.strictObject({
  id: Id,
  /** The character that it was drawn for. */
  characterId: Id,
  /** What it was drawn from. */
  look: PortraitLook,
  madeAt: z.int(),
});
export type Portrait = z.infer<typeof Portrait>;

export const PortraitList = z.strictObject({ portraits: z.array(Portrait), damaged: Damaged });
export type PortraitList = z.infer<typeof PortraitList>;

/** The address of the picture of a portrait. */
export const portraitAddress = (id: string): string => `/api/portraits/${id}`;

/** How many portraits the generator draws for one request. */
const MOST_PORTRAITS = 4;

/** The order for the generator. */
export const PortraitWish = z.strictObject({
  characterId: Id,
  /** The client names the portraits that it asks for, so that asking twice draws nothing twice. */
  ids: z.array(Id).check(z.minLength(1), z.maxLength(MOST_PORTRAITS)),
  /** The name of the character, for the receipt. */
  name: z.string().check(z.maxLength(200)),
  /** The description for the generator: the sheet in a few words. */
  description: z.string().check(z.maxLength(500)),
  look: PortraitLook,
});
export type PortraitWish = z.infer<typeof PortraitWish>;
