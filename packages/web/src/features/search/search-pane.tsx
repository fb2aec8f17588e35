import { withQuery } from '../../app/addresses.ts';
import { pageHistory } from '../../app/routing/page-history.ts';
import { navigate } from '../../app/routing/router.ts';
import { useSearch } from '../../app/routing/use-shown.ts';
import { readPane } from '../../app/search-params.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { takeOpener, usePane } from '../panes/use-pane.ts';
import { SearchPanel } from './search-panel.tsx';

/** Search beside the conversation: in this chat, until one takes that filter away. */
export default function SearchPane() {
  const { t } = useTranslation();
  const { pane: _, ...filters } = useSearch(readPane);
  const { close } = usePane();
  return (
    <SidePane title={t('search.title')} onClose={close} takeOpener={takeOpener}>
      <SearchPanel
        filters={filters}
        onChange={(changed) =>
          void navigate(withQuery(pageHistory.place.pathname, { pane: 'search', ...changed }), {
            replace: true,
            state: pageHistory.place.state,
          })
        }
      />
    </SidePane>
  );
}
