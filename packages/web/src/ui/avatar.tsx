import type { PresenceState } from '@parley/protocol/user.ts';
import { useState } from 'react';
import { avatarHue, initials } from './avatar-hue.ts';
import { classNames } from './class-names.ts';
import { PresenceDot } from './presence-dot.tsx';

const tints = [
  'bg-tint-0 text-tint-0-ink',
  'bg-tint-1 text-tint-1-ink',
  'bg-tint-2 text-tint-2-ink',
  'bg-tint-3 text-tint-3-ink',
  'bg-tint-4 text-tint-4-ink',
  'bg-tint-5 text-tint-5-ink',
  'bg-tint-6 text-tint-6-ink',
  'bg-tint-7 text-tint-7-ink',
] as const;

const sizes = {
  small: 'size-7 text-[0.6875rem]',
  medium: 'size-10 text-sm',
  large: 'size-12 text-base',
  huge: 'size-24 text-2xl',
} as const;

export type AvatarSize = keyof typeof sizes;

interface AvatarProps {
  readonly name: string;
  /** What the tint is chosen by: a username or a chat's number, which do not change. */
  readonly seed: string;
  readonly picture?: string | null | undefined;
  readonly size?: AvatarSize;
  /** Groups are squares, people are circles. */
  readonly square?: boolean;
  readonly presence?: PresenceState | undefined;
}

/** A picture, or initials on a tint. Decoration: the name always stands beside it in words. */
export function Avatar({ name, seed, picture, size = 'medium', square = false, presence }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shape = square ? 'rounded-[28%]' : 'rounded-full';
  const showsPicture = picture !== null && picture !== undefined && picture !== broken;
  return (
    <span aria-hidden className={classNames('relative inline-block shrink-0', sizes[size])}>
      {showsPicture ? (
        <img
          src={picture}
          alt=""
          onError={() => setBroken(picture)}
          className={classNames('size-full object-cover', shape)}
        />
      ) : (
        <span
          data-initials={initials(name)}
          className={classNames(
            // Drawn, not written: no part of what is named, found or copied.
            'grid size-full place-items-center overflow-hidden font-semibold select-none before:content-[attr(data-initials)]',
            shape,
            tints[avatarHue(seed)],
          )}
        />
      )}
      {presence !== undefined && presence !== 'offline' && (
        <PresenceDot
          state={presence}
          className={
            size === 'huge' ? 'absolute end-[6%] bottom-[6%] size-5' : 'absolute -end-px -bottom-px size-3'
          }
        />
      )}
    </span>
  );
}
