export { TextField, type TextFieldProps } from './text-field.tsx';
export { ChoiceField, type Choice, type ChoiceFieldProps } from './choice-field.tsx';
export { SliderField, type SliderFieldProps } from './slider-field.tsx';
export { TagsField, type TagsFieldProps } from './tags-field.tsx';
export { checkTag, withTag, type CheckedTag, type TagProblem, type TagRules } from './tag-rules.ts';
