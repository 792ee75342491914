'use client';
import { useState, type ReactElement } from 'react';
import { allowNotifications, notificationsAre } from '../../preferences/web-notifications.ts';
import { usePicked } from '../../preferences/use-picked.ts';
import { useChangePreferences, usePreferences } from '../../preferences/use-preferences.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Asks the browser when the writer turns them on, and never before. */
export function NotificationsChoice(): ReactElement {
  const { legend, label, hint, refused, missing } = useText(words).notifications;
  const { notifications } = usePreferences();
  const change = useChangePreferences();
  const [permission, setPermission] = useState(notificationsAre);
  const [isOn, turn] = usePicked(notifications, async (value) => {
    if (value) setPermission(await allowNotifications());
    await change({ notifications: value });
  });
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <label className="choice-option">
        <input type="checkbox" checked={isOn} onChange={({ target }) => turn(target.checked)} />
        <span>{label}</span>
      </label>
      <output className="hint">
        {permission === 'missing' ? missing : isOn && permission === 'denied' ? refused : hint}
      </output>
    </fieldset>
  );
}
