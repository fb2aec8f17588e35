import { type EmojiData, EmojiPicker, type SkinTone } from 'frimousse';
import { useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { CategoryBar } from './category-bar.tsx';
import { columns } from './category-places.ts';
import { loadEmojiData } from './emoji-data.ts';
import { EmojiList } from './emoji-list.tsx';
import {
  type EmojiChoice,
  readRecentEmoji,
  readSkinTone,
  rememberEmoji,
  writeSkinTone,
} from './emoji-memory.ts';
import { SkinTones } from './skin-tones.tsx';

interface EmojiPanelProps {
  readonly onEmoji: (emoji: string) => void;
}

interface RecentEmojiProps {
  readonly recent: readonly EmojiChoice[];
  readonly onChoose: (choice: EmojiChoice) => void;
}

/** What was used last, before all others. */
function RecentEmoji({ recent, onChoose }: RecentEmojiProps) {
  const { t } = useTranslation();
  if (recent.length === 0) return null;
  return (
    <section aria-label={t('emoji.recent')} className="px-3 pb-1">
      <h3 className="py-1 text-xs font-semibold text-ink-faint">{t('emoji.recent')}</h3>
      <div className="grid grid-cols-8">
        {recent.map((choice) => (
          <button
            key={choice.emoji}
            type="button"
            title={choice.label}
            aria-label={choice.label}
            onClick={() => onChoose(choice)}
            className="grid h-9 place-items-center rounded-md text-xl hover:bg-hover focus-visible:-outline-offset-2"
          >
            {choice.emoji}
          </button>
        ))}
      </div>
    </section>
  );
}

/** The name of the emoji that is pointed at, beside the skin tones. */
function Footer({ tone, onTone }: { readonly tone: SkinTone; readonly onTone: (tone: SkinTone) => void }) {
  return (
    <div className="flex min-h-11 items-center gap-2 border-t border-line ps-3 pe-2">
      <EmojiPicker.ActiveEmoji>
        {({ emoji }) => (
          <span className="min-w-0 grow truncate text-sm text-ink-soft">{emoji?.label ?? ''}</span>
        )}
      </EmojiPicker.ActiveEmoji>
      <SkinTones tone={tone} onChange={onTone} />
    </div>
  );
}

interface SearchLineProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SearchLine({ value, onChange }: SearchLineProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useFirstFocus(field, true);
  return (
    <div className="p-2">
      <EmojiPicker.Search
        ref={field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        className="min-h-10 w-full appearance-none rounded-md bg-sunken px-3 focus-visible:-outline-offset-2"
      />
    </div>
  );
}

/** The skin tone, which is remembered. */
function useSkinTone(): [tone: SkinTone, change: (tone: SkinTone) => void] {
  const [tone, setTone] = useState<SkinTone>(readSkinTone);
  function change(next: SkinTone): void {
    writeSkinTone(next);
    setTone(next);
  }
  return [tone, change];
}

/** Search, what was used last, all emoji by category, skin tones. */
export function EmojiPanel({ onEmoji }: EmojiPanelProps) {
  const { language } = useTranslation();
  const [search, setSearch] = useState('');
  const [tone, changeTone] = useSkinTone();
  const [data, setData] = useState<EmojiData | null>(null);
  const [recent] = useState(readRecentEmoji);
  const viewport = useRef<HTMLDivElement>(null);
  async function resolve(): Promise<EmojiData> {
    const loaded = await loadEmojiData(language);
    setData(loaded);
    return loaded;
  }
  function choose({ emoji, label }: EmojiChoice): void {
    rememberEmoji({ emoji, label });
    onEmoji(emoji);
  }
  return (
    <EmojiPicker.Root
      locale={language}
      resolveEmojiData={resolve}
      skinTone={tone}
      columns={columns}
      onEmojiSelect={choose}
      className="flex flex-col"
    >
      <SearchLine value={search} onChange={setSearch} />
      {search === '' && (
        <>
          <CategoryBar data={data} viewport={viewport} />
          <RecentEmoji recent={recent.slice(0, columns)} onChoose={choose} />
        </>
      )}
      <EmojiList ref={viewport} />
      <Footer tone={tone} onTone={changeTone} />
    </EmojiPicker.Root>
  );
}
