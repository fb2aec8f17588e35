import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '../../data/use-action.ts';
import { entered, useSubmission } from '../../data/use-submission.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PictureChoice } from '../../ui/picture-choice.tsx';
import type { GroupProps } from './group-props.ts';
import { mayManage } from './permissions.ts';

function RenameForm({ handle, chat, onDone }: GroupProps & { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const submission = useSubmission(async (values) => {
    const name = entered(values, 'name').trim();
    if (name !== chat.name) await handle.rename(name);
    onDone();
  });
  return (
    <form onSubmit={submission.submit} className="grid w-full gap-3 text-start">
      <Field
        label={t('groups.name')}
        name="name"
        defaultValue={chat.name ?? ''}
        required
        first
        autoComplete="off"
        maxLength={200}
        error={submission.problem('name') ?? submission.failure?.message}
      />
      <div className="flex justify-end gap-2">
        <Button compact onClick={onDone}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" look="primary" compact busy={submission.busy}>
          {t('shell.save')}
        </Button>
      </div>
    </form>
  );
}

function GroupPicture({ handle, chat }: GroupProps) {
  const { t } = useTranslation();
  const { run } = useAction();
  return (
    <PictureChoice
      label={t('groups.changePicture')}
      removeLabel={t('groups.removePicture')}
      hasPicture={chat.picture !== null}
      onChoose={(file) => void run(() => handle.setPicture(file))}
      onRemove={() => void run(() => handle.removePicture())}
    />
  );
}

/** The group's picture and name, to be changed by those who look after it. */
export function GroupFace({ handle, chat }: GroupProps) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState(false);
  const name = chat.name ?? t('chats.unnamed', { number: chat.number });
  const manages = mayManage(chat.role);
  return (
    <div className="grid justify-items-center gap-3 border-b border-line px-5 py-6 text-center">
      <Avatar name={name} seed={`group ${chat.number}`} picture={chat.picture} size="huge" square />
      {renaming ? (
        <RenameForm handle={handle} chat={chat} onDone={() => setRenaming(false)} />
      ) : (
        <p className="flex max-w-full items-center gap-1 ps-2">
          <span className="min-w-0 text-lg font-semibold [overflow-wrap:anywhere]">
            <bdi>{name}</bdi>
          </span>
          {manages && (
            <IconButton small icon={Pencil} label={t('groups.rename')} onClick={() => setRenaming(true)} />
          )}
        </p>
      )}
      {manages && <GroupPicture handle={handle} chat={chat} />}
    </div>
  );
}
