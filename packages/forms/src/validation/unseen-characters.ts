/** The reasons why a character does not belong to a text. */
export type Unmeant = 'control' | 'unseen' | 'direction' | 'broken';

const CONTROL =
  // oxlint-disable-next-line no-control-regex -- these are the controls
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/u;
const MARKS_DIRECTION = /[\u061C\u200E\u200F]/u;
const HALF = /\p{Surrogate}/u;
const ALWAYS_UNSEEN =
  /[\u00AD\u2060-\u2065\u206A-\u206F\uFEFF\uFFF0-\uFFFB\u{E0000}-\u{E001F}\u{E0080}-\u{E00FF}\u{E01F0}-\u{E0FFF}]/u;
/** Characters that choose a form of the one before. U+180E also keeps a last vowel of Mongolian apart. */
const SELECTOR = /[\uFE00-\uFE0F\u180B-\u180F\u{E0100}-\u{E01EF}]/u;
const FLAG_TAG = /[\u{E0020}-\u{E007F}]/u;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
const PICTOGRAPH_PART = /[\p{Emoji_Modifier}\uFE0F]/u;

/** Each group of selectors chooses a form of these characters, and of no others. */
const SELECTORS: readonly (readonly [selector: RegExp, of: RegExp])[] = [
  [/[\uFE0E\uFE0F]/u, /\p{Emoji}/u],
  [/[\u{E0100}-\u{E01EF}]/u, /\p{Ideographic}/u],
  [/[\u180B-\u180F]/u, /\p{scx=Mong}/u],
  [/[\uFE00-\uFE0D]/u, /[\p{L}\p{M}\p{N}\p{S}\p{P}]/u],
];

/** Scripts in which a joiner or a non-joiner between letters changes the word or its look. */
const JOINING =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Mand}\p{scx=Phag}\p{scx=Mani}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Tibt}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Java}\p{scx=Bali}\p{scx=Sund}\p{scx=Limb}]/u;
const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
/** Scripts without spaces, in which a zero-width space ends a word. */
const SPACELESS = /[\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]/u;

/**
 * Says whether a character belongs to the text. `before` are the characters that stay before it, `after` is the next
 * one as it was typed.
 */
export function meaningOf(
  character: string,
  before: readonly string[],
  after: string | undefined,
  isTwoWay: boolean,
): 'text' | Unmeant {
  const last = before.at(-1) ?? '';
  switch (true) {
    case CONTROL.test(character):
      return 'control';
    case TURNS_DIRECTION.test(character):
      return 'direction';
    case HALF.test(character):
      return 'broken';
    case MARKS_DIRECTION.test(character):
      // Between words of two directions a mark puts signs and numbers where they belong.
      return isTwoWay ? 'text' : 'direction';
    case ALWAYS_UNSEEN.test(character):
      return 'unseen';
    case character === '\u200B':
      return unlessUnseen(SPACELESS.test(last) && SPACELESS.test(after ?? ''));
    case character === '\u200D':
      return unlessUnseen(
        // Tests in this order, so that joiners in a row do not each look back over all characters.
        (PICTOGRAPH.test(after ?? '') && isAfterPictograph(before)) || isJoining(last),
      );
    case character === '\u200C':
      return unlessUnseen(isJoining(last));
    case SELECTOR.test(character):
      return unlessUnseen(
        !SELECTOR.test(last) &&
          SELECTORS.some(([selector, of]) => selector.test(character) && of.test(last)),
      );
    case FLAG_TAG.test(character):
      return unlessUnseen(last === '\u{1F3F4}' || FLAG_TAG.test(last));
    default:
      return 'text';
  }
}

const isJoining = (last: string): boolean => JOINING.test(last) && LETTER_OR_MARK.test(last);

function isAfterPictograph(before: readonly string[]): boolean {
  const pictograph = before.findLast((each) => !PICTOGRAPH_PART.test(each));
  return pictograph !== undefined && PICTOGRAPH.test(pictograph);
}

const unlessUnseen = (isMeant: boolean): 'text' | 'unseen' => (isMeant ? 'text' : 'unseen');
