import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { PasswordForm } from './password-form.tsx';

afterEach(endResilient);

it('says that the current password is wrong, and nothing of a name that it did not ask for', async () => {
  const world = createWorld();
  world.transport.answerWith(() => problemAnswer(new Failure(catalogue.CREDENTIALS_WRONG)));
  const { advance } = renderResilient(<PasswordForm name="Ann" />, { world });
  const user = userEvent.setup({ advanceTimers: advance });
  await user.type(screen.getByLabelText('Current password'), 'not my password');
  await user.type(screen.getByLabelText('New password'), 'a lantern in the fog{Enter}');
  await advance(5000);
  expect(screen.getByRole('alert').textContent).toContain('This is not your current password.');
});
