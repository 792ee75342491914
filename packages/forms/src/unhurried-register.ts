import { peek } from '@holdfast/core/parts';
import type { FieldValues, UseFormRegister, UseFormReturn } from 'react-hook-form';
import type { Press } from './dom-press.ts';

/**
 * The `register` of a form whose fields say what a blur has to say only when the pointer that caused the blur is
 * released or cancelled. It also takes the place of `register` in `control`, where controlled fields register.
 */
export function unhurriedRegister<TValues extends FieldValues, TParsed>(
  { register, control, getValues }: UseFormReturn<TValues, unknown, TParsed>,
  whenReleased: Press['whenReleased'],
): UseFormRegister<TValues> {
  const unhurried: UseFormRegister<TValues> = (name, options) => {
    const field = register(name, options);
    const blur: typeof field.onBlur = (event) => {
      // A controlled field tells its value with its blur, and by now the value may be another.
      const isControlled = peek(event.target, 'type') === undefined;
      return field.onBlur(
        isControlled ? { ...event, target: { name, value: getValues(name) } } : event,
      );
    };
    return { ...field, onBlur: async (event) => whenReleased(() => void blur(event)) };
  };
  control.register = unhurried;
  return unhurried;
}
