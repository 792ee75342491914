import { Avatar, Style } from '@dicebear/core';
import definition from '@dicebear/styles/cutouts.json' with { type: 'json' };
import { cutoutLook } from '../../../contract/cutout-look.ts';
import type { Picture, PicturePrompt } from '../generator.ts';

const cutouts = new Style(definition);

/** Draws a portrait of torn paper. The same seed, words and look give the same portrait. */
export function drawCutout({ seed, description, look }: PicturePrompt): Picture {
  const { head, hair, face, back, ground, ...parts } = cutoutLook(look);
  const avatar = new Avatar(cutouts, {
    // The description is part of the seed, so that another character looks different under the same number.
    seed: `${seed}\n${description}`,
    headVariant: head,
    hairVariant: hair,
    hairProbability: parts.hairy,
    browsProbability: parts.browed,
    cheeksProbability: parts.blushing,
    paperFaceColor: face,
    paperBackColor: back,
    paperHairColor: parts.hairColour,
    backgroundColor: ground,
    rotate: parts.lean,
  } as ConstructorParameters<typeof Avatar>[1]);
  return { type: 'image/svg+xml', bytes: new TextEncoder().encode(avatar.toString()) };
}
