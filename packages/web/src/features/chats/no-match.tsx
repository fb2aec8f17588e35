import { Suspense } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Button } from '../../ui/button.tsx';
import { chosenFilter } from './list-filter.ts';

const FirstSteps = lazyPart(() => import('./first-steps.tsx'));

interface NoMatchProps {
  readonly text: string;
  /** There is no chat at all. */
  readonly none: boolean;
}

/** In the place of the list when it shows nothing: what to do about it. */
export function NoMatch({ text, none }: NoMatchProps) {
  const { t } = useTranslation();
  const filter = useStore(chosenFilter);
  if (none) {
    return (
      <Suspense>
        <FirstSteps />
      </Suspense>
    );
  }
  const words = text.trim() === '' ? t(`chats.none.${filter}`) : t('chats.noMatch', { query: text.trim() });
  return (
    <div role="status" className="grid justify-items-center gap-3 px-6 py-10 text-center">
      <p className="text-pretty text-ink-soft">{words}</p>
      {filter !== 'all' && (
        <Button compact onClick={() => chosenFilter.set('all')}>
          {t('chats.showAll')}
        </Button>
      )}
    </div>
  );
}
