/** The texts of the fields of a form. Facts: `{count}`, `{most}`, `{over}`, `{tag}`, `{failure}`. */
export type FieldWord =
  | 'count'
  | 'over'
  | 'tooLong'
  | 'blank'
  | 'unchecked'
  | 'addTag'
  | 'removeTag'
  | 'tagAdded'
  | 'tagRemoved'
  | 'tagTwice'
  | 'tagLong'
  | 'tagsFull'
  | 'tagBlank'
  | 'noPicture'
  | 'cleanedControl'
  | 'cleanedUnseen'
  | 'cleanedDirection'
  | 'cleanedBroken'
  | 'cleanedLines';

export interface FieldMessages {
  readonly fields: Readonly<Record<FieldWord, string>>;
}
