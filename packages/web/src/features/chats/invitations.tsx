import type { Invitation } from '@parley/protocol/chat.ts';
import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { client } from '../../data/client.ts';
import { useAction } from '../../data/use-action.ts';
import { useNames } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';

function Invited({ invitation, name }: { readonly invitation: Invitation; readonly name: string }) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const { invited_by: by, members_count: count, chat } = invitation;
  const words = by === null ? t('chats.invitedBySomebody') : t('chats.invitedBy', { name: nameOf(by) });
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} seed={`group ${chat}`} square />
      <div className="min-w-0 grow">
        <p dir="auto" className="truncate font-medium">
          {name}
        </p>
        <p className="truncate text-sm text-ink-soft">
          {words}
          {' · '}
          {t('chats.members', { count })}
        </p>
      </div>
    </div>
  );
}

function InvitationCard({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  const { busy, run } = useAction();
  const number = invitation.chat;
  const name = invitation.name ?? t('chats.unnamed', { number });
  async function join(): Promise<void> {
    const joined = await run(() => client.chats.acceptInvitation(number));
    if (joined) await navigate(addresses.chat(number));
  }
  return (
    <li className="rounded-md border border-line bg-raised p-3">
      <Invited invitation={invitation} name={name} />
      <div className="mt-3 flex gap-2">
        <Button look="primary" compact busy={busy} className="grow" onClick={() => void join()}>
          {t('chats.accept')}
        </Button>
        <Button
          compact
          disabled={busy}
          className="grow"
          onClick={() => void run(() => client.chats.declineInvitation(number))}
        >
          {t('chats.decline')}
        </Button>
      </div>
    </li>
  );
}

/** Groups one may join. */
export default function Invitations() {
  const { t } = useTranslation();
  const invitations = useStore(client.chats.invitations);
  return (
    <section aria-label={t('chats.invitations')} className="px-3 pb-3">
      <ul className="flex flex-col gap-2">
        {invitations.map((invitation) => (
          <InvitationCard key={invitation.chat} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}
