import type { Profile } from '@parley/protocol/user.ts';
import { Ban, UserRoundMinus, UserRoundPlus } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { lazyPart } from '../../app/lazy-part.ts';
import { Link } from '../../app/routing/link.tsx';
import { client } from '../../data/client.ts';
import { presenceWords } from '../../data/presence-words.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ActionLine } from '../../ui/action-line.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonProfile } from '../../ui/skeleton.tsx';
import type { Question } from '../confirm/confirm-dialog.tsx';
import { PersonChoice } from './person-choice.tsx';
import { usePersonQuestions } from './use-person-actions.ts';
import { useProfile } from './use-profile.ts';

const ConfirmDialog = lazyPart(() => import('../confirm/confirm-dialog.tsx'));
const InviteToGroup = lazyPart(() => import('./invite-to-group.tsx'));

function Face({ profile }: { readonly profile: Profile }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const live = useStore(client.presence.state).get(profile.username);
  const state = live?.state ?? profile.presence;
  const known = state && { state, lastSeen: live === undefined ? profile.last_seen : live.lastSeen };
  return (
    <div className="grid justify-items-center gap-1 text-center">
      <Avatar
        name={profile.name}
        seed={profile.username}
        picture={profile.avatar}
        size="huge"
        presence={state}
      />
      <p className="mt-2 text-lg font-semibold [overflow-wrap:anywhere]">
        <bdi>{profile.name}</bdi>
      </p>
      <p className="text-sm text-ink-faint">
        <bdi>@{profile.username}</bdi>
        {known !== undefined &&
          profile.relation === 'friend' &&
          ` · ${presenceWords(known, { now, locale, t })}`}
      </p>
      {profile.status_text !== '' && (
        <p dir="auto" className="mt-1 text-pretty text-ink-soft [overflow-wrap:anywhere]">
          {profile.status_text}
        </p>
      )}
      {profile.relation === 'blocked' && <p className="mt-1 text-danger">{t('people.isBlocked')}</p>}
    </div>
  );
}

type Asked = Question | 'invite' | null;

/** What one seldom does, below everything else. */
function SeldomActions({ profile, children }: { readonly profile: Profile; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [asked, ask] = useState<Asked>(null);
  const { end, block } = usePersonQuestions(profile);
  const isFriend = profile.relation === 'friend';
  const close = () => ask(null);
  return (
    <div className="grid gap-0.5 border-t border-line pt-3">
      {children}
      {isFriend && (
        <>
          <ActionLine icon={UserRoundPlus} onClick={() => ask('invite')}>
            {t('people.inviteToGroup')}
          </ActionLine>
          <ActionLine icon={UserRoundMinus} onClick={() => ask(end)}>
            {end.action}
          </ActionLine>
        </>
      )}
      {profile.relation !== 'blocked' && (
        <ActionLine icon={Ban} danger onClick={() => ask(block)}>
          {block.action}
        </ActionLine>
      )}
      <Suspense>
        {asked === 'invite' && <InviteToGroup person={profile} onClose={close} />}
        {asked !== null && asked !== 'invite' && <ConfirmDialog {...asked} onClose={close} />}
      </Suspense>
    </div>
  );
}

interface PersonProfileProps {
  readonly username: string;
  /** Whether writing to them is offered: not where one does so already. */
  readonly offersChat: boolean;
  readonly onLeave?: () => void;
  /** Further actions, before those about the person. */
  readonly children?: ReactNode;
}

/** Somebody: face, presence, status, and all there is to do between the two. */
export function PersonProfile({ username, offersChat, onLeave, children }: PersonProfileProps) {
  const { t } = useTranslation();
  const { profile, failed, retry } = useProfile(username);
  if (failed) {
    const again = (
      <Button compact onClick={retry}>
        {t('shell.retry')}
      </Button>
    );
    return (
      <Notice kind="error" action={again}>
        {t('people.noProfile')}
      </Notice>
    );
  }
  if (profile === undefined) return <SkeletonProfile label={t('shell.loading')} />;
  const { relation } = profile;
  return (
    <div className="grid gap-4">
      <Face profile={profile} />
      <div className="flex flex-wrap justify-center gap-2">
        {(offersChat || relation !== 'friend') && (
          <PersonChoice username={username} relation={relation} onLeave={onLeave} />
        )}
        {relation === 'self' && (
          <Link
            to={addresses.settings}
            onClick={onLeave}
            className="text-accent underline underline-offset-4"
          >
            {t('people.ownProfile')}
          </Link>
        )}
      </div>
      {relation !== 'self' && <SeldomActions profile={profile}>{children}</SeldomActions>}
    </div>
  );
}
