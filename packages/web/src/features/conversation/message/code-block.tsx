import { Copy } from 'lucide-react';
import { useCopy } from '../../../data/use-copy.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';

/** What scrolls has to be reachable by keyboard. */
const reachable = { tabIndex: 0 };

interface CodeBlockProps {
  readonly text: string;
  readonly language: string;
}

/** Code on lines of its own: scrolls inside, is copied with one press. */
export function CodeBlock({ text, language }: CodeBlockProps) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <figure
      aria-label={t('conversation.code', { language })}
      dir="ltr"
      className="my-1 min-w-0 overflow-clip rounded-md bg-ink/6 first:mt-0"
    >
      <figcaption className="flex min-h-8 items-center ps-3 text-xs text-ink-soft">
        <span className="grow truncate">{language}</span>
        <IconButton small icon={Copy} label={t('conversation.copyCode')} onClick={() => copy(text)} />
      </figcaption>
      <pre
        {...reachable}
        className="max-h-96 overflow-auto px-3 pb-2.5 font-mono text-sm whitespace-pre [overflow-wrap:normal] focus-visible:-outline-offset-2"
      >
        <code>{text}</code>
      </pre>
    </figure>
  );
}
