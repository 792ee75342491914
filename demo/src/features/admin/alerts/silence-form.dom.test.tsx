import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { SilenceForm } from './silence-form.tsx';

afterEach(endResilient);

it('asks for the reason at its field, and shows why a silence did not begin', async () => {
  const world = createWorld();
  world.transport.answerWith(() => problemAnswer(new Failure(catalogue.FORBIDDEN)));
  const onChanged = vi.fn<() => Promise<void>>(async () => {});
  const { advance } = renderResilient(
    <SilenceForm fingerprint="f" name="Requests fail" onChanged={onChanged} />,
    { world },
  );
  const user = userEvent.setup({ advanceTimers: advance });
  await user.click(screen.getByText('Silence…'));
  const press = screen.getByRole('button', { name: 'Silence' });
  await user.click(press);
  expect(document.activeElement).toBe(screen.getByLabelText('Why'));
  await user.keyboard('The provider knows.{Enter}');
  await advance(5000);
  expect(screen.getByRole('alert').textContent).toContain('That did not work');
  expect(onChanged).not.toHaveBeenCalled();
});
