import type { Person } from '../generator.ts';

const SHE =
  /\b(?:she|her|hers|woman|girl|queen|mother|daughter|sister|widow|nun|sie|ihre?[nmrs]?|frau|mädchen|königin|mutter|tochter|schwester|witwe)\b|in(?:nen)?\b(?<=[a-zäöü]{4}(?:er|or|ör|eur|ist|ent|at)in)/giu;
const HE =
  /\b(?:he|his|him|man|boy|king|father|son|brother|widower|monk|er|ihn|sein(?:e[nmrs]?)?|mann|junge|könig|vater|sohn|bruder|witwer)\b/giu;
/** Endings of first names that are mostly those of women in Europe. */
const SHE_NAME = /(?:a|e|i|ie|ine|een|lyn|beth|grid|trud|gard|iz|is|el|oor|uth|irit)$/iu;
const HE_NAME =
  /^(?:luca|joshua|noah|elia|elijah|jona|jonah|mika|sascha|ole|rune|arne|kalle|uwe|george|pete|mike|steve|andre|andrea|nicola|ali|levi|henri|willi|toni|luis|chris|denis|dennis|boris|daniel|gabriel|samuel|michael|marcel|manuel|karel|pavel|axel|raphael|joel|emil|moritz|fritz|heinz|lutz)$/iu;

/**
 * How the storyteller speaks of a character: by the pronouns and words on the sheet, otherwise by the ending of the
 * first name. It is a guess. A writer who names the pronoun once in the backstory is understood.
 */
export function pronounsOf({ name, role, backstory, traits }: Person): 'she' | 'he' {
  const sheet = `${role}. ${traits.join('. ')}. ${backstory}`;
  const she = sheet.match(SHE)?.length ?? 0;
  const he = sheet.match(HE)?.length ?? 0;
  if (she !== he) return she > he ? 'she' : 'he';
  const first = name.trim().split(/\s+/)[0] ?? '';
  return SHE_NAME.test(first) && !HE_NAME.test(first) ? 'she' : 'he';
}
