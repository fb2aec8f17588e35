import { QueryArea } from '../../data/query-area.tsx';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PersonProfile } from './person-profile.tsx';

interface PersonCardProps {
  readonly username: string;
  readonly onClose: () => void;
}

/** Somebody's profile over the page, from wherever their picture was pressed. */
export default function PersonCard({ username, onClose }: PersonCardProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('people.profile')} onClose={onClose}>
      <QueryArea>
        <PersonProfile username={username} offersChat onLeave={onClose} />
      </QueryArea>
    </Dialog>
  );
}
