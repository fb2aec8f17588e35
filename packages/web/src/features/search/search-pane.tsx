import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { takeOpener, usePane } from '../panes/use-pane.ts';
import { SearchPanel } from './search-panel.tsx';

/** Search beside the conversation: in this chat, until one takes that filter away. */
export default function SearchPane() {
  const { t } = useTranslation();
  const { pane: _, ...filters } = useSearch({ from: '/shell/chats/$number' });
  const navigate = useNavigate();
  const { history } = useRouter();
  const { close } = usePane();
  return (
    <SidePane title={t('search.title')} onClose={close} takeOpener={takeOpener}>
      <SearchPanel
        filters={filters}
        onChange={(changed) =>
          void navigate({
            to: '.',
            search: { pane: 'search', ...changed },
            replace: true,
            state: history.location.state,
          })
        }
      />
    </SidePane>
  );
}
