import { useMemo } from 'react';
import { WebLink } from '../../../ui/web-link.tsx';
import { useConversation } from '../conversation-context.ts';
import { isBigEmoji } from '../markdown/big-emoji.ts';
import type { Block, Inline } from '../markdown/nodes.ts';
import { parseMessage } from '../markdown/parse-message.ts';
import { CodeBlock } from './code-block.tsx';
import { MentionMark } from './mention-mark.tsx';

type IsPerson = (username: string) => boolean;

interface PartProps<Part> {
  readonly part: Part;
  readonly isPerson: IsPerson;
}

function InlinePart({ part, isPerson }: PartProps<Inline>) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code className="rounded-sm bg-ink/8 px-1 py-px font-mono text-[0.92em]">{part.text}</code>;
    case 'link':
      return <WebLink href={part.href}>{part.text}</WebLink>;
    case 'mention':
      return isPerson(part.username) ? <MentionMark {...part} /> : part.text;
    default: {
      const Emphasis = part.kind;
      return (
        <Emphasis>
          <Inlines parts={part.children} isPerson={isPerson} />
        </Emphasis>
      );
    }
  }
}

function Inlines({ parts, isPerson }: { readonly parts: readonly Inline[]; readonly isPerson: IsPerson }) {
  return parts.map((part) => <InlinePart key={part.at} part={part} isPerson={isPerson} />);
}

function List({ part, isPerson }: PartProps<Extract<Block, { kind: 'list' }>>) {
  const Tag = part.start === null ? 'ul' : 'ol';
  return (
    <Tag
      dir="auto"
      {...(part.start === null ? {} : { start: part.start })}
      className={part.start === null ? 'list-disc ps-5' : 'list-decimal ps-7'}
    >
      {part.items.map(({ at, blocks }) => (
        <li key={at}>
          <Blocks blocks={blocks} isPerson={isPerson} />
        </li>
      ))}
    </Tag>
  );
}

function BlockPart({ part, isPerson }: PartProps<Block>) {
  switch (part.kind) {
    case 'text':
      return (
        <span dir="auto" className="whitespace-pre-wrap">
          <Inlines parts={part.children} isPerson={isPerson} />
        </span>
      );
    case 'code':
      return <CodeBlock text={part.text} language={part.language} />;
    case 'quote':
      return (
        <blockquote dir="auto" className="my-1 border-s-3 border-current/30 ps-2.5 opacity-90 first:mt-0">
          <Blocks blocks={part.blocks} isPerson={isPerson} />
        </blockquote>
      );
    case 'list':
      return <List part={part} isPerson={isPerson} />;
  }
}

function Blocks({ blocks, isPerson }: { readonly blocks: readonly Block[]; readonly isPerson: IsPerson }) {
  return blocks.map((block) => <BlockPart key={block.at} part={block} isPerson={isPerson} />);
}

interface MessageTextProps {
  readonly text: string;
  /** Usernames the message mentions; members are known without. */
  readonly mentions?: readonly string[] | undefined;
}

/** What somebody wrote, as elements made from its parts; never as markup. */
export function MessageText({ text, mentions = [] }: MessageTextProps) {
  const { chat } = useConversation();
  const blocks = useMemo(() => parseMessage(text), [text]);
  if (isBigEmoji(text)) return <span className="text-[2.75rem] leading-[1.2]">{text}</span>;
  const isPerson: IsPerson = (username) =>
    mentions.includes(username) || chat.members.some((member) => member.username === username);
  return <Blocks blocks={blocks} isPerson={isPerson} />;
}
