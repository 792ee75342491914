'use client';
import { useAnnounce, useHoldfast, useRead } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { type Block, liftBlock, listBlocks } from '../../../contract/administration-operations.ts';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** The addresses and accounts that the server refuses now. */
export function Blocks(): ReactElement {
  const text = useText(words);
  const { state, refresh } = useRead(listBlocks);
  const blocks = state.value?.blocks ?? [];
  return (
    <section className="stack" aria-labelledby="blocks-heading">
      <h2 id="blocks-heading">{text.blocks}</h2>
      {state.value && blocks.length === 0 && <p className="muted">{text.noBlocks}</p>}
      {blocks.length > 0 && (
        <ul className="blocks">
          {blocks.map((block) => (
            <BlockLine key={`${block.kind} ${block.id}`} block={block} onLifted={refresh} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface BlockLineProps {
  readonly block: Block;
  readonly onLifted: () => Promise<void>;
}

function BlockLine({ block, onLifted }: BlockLineProps): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const holdfast = useHoldfast();
  const announce = useAnnounce();
  const { state, isBusy, perform } = useAct();
  const { id, kind, until } = block;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });

  const unblock = async (): Promise<void> => {
    if (!(await perform(() => holdfast.run(liftBlock, { kind, id })))) return;
    announce(text.unblocked(id));
    focusPage();
    await onLifted();
  };
  return (
    <li>
      <bdi>{id}</bdi>{' '}
      <span className="muted">
        {text.blockedUntil(text.kinds[kind] ?? kind, time.format(until))}
      </span>
      <ActionButton
        look="quiet"
        label={text.unblockNamed(id)}
        isBusy={isBusy}
        onPress={() => void unblock()}
      >
        {text.unblock}
      </ActionButton>
      <FormTrouble title={text.notUnblocked} state={state} issues={[]} />
    </li>
  );
}
