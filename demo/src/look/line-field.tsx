import type { ReactElement, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { Glyph } from './glyph.tsx';

interface LineFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  readonly hint?: string;
  readonly issue?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly isLong?: boolean;
  readonly isManuscript?: boolean;
}

/** A field with its label above, its hint and its issue below, tied together for screen readers. */
export function LineField(props: LineFieldProps): ReactElement {
  const { label, name, value, onChange, onBlur, inputRef, hint, issue } = props;
  const className = props.isManuscript ? 'input manuscript' : 'input';
  return (
    <TextField
      className="field"
      name={name}
      value={value}
      onChange={onChange}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      isInvalid={issue !== undefined}
      // Issues come from our own schema; the browser's bubbles would repeat them.
      validationBehavior="aria"
      {...(onBlur ? { onBlur } : {})}
    >
      <Label>{label}</Label>
      {props.isLong ? (
        <TextArea className={className} {...(inputRef ? { ref: inputRef } : {})} />
      ) : (
        <Input className={className} {...(inputRef ? { ref: inputRef } : {})} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-issue">
        <Glyph tone="failed" />
        <span>{issue}</span>
      </FieldError>
    </TextField>
  );
}
