import type { PresenceState } from '@parley/protocol/user.ts';
import { useState } from 'react';
import { avatarHue, initials } from './avatar-hue.ts';
import { classNames } from './class-names.ts';
import { PresenceDot } from './presence-dot.tsx';

const tints = [
  'bg-[light-dark(#c3ddd4,#24493f)] text-[light-dark(#0d4a3f,#b5e6d9)]',
  'bg-[light-dark(#e3e2f4,#322f55)] text-[light-dark(#3b3484,#cfcaf7)]',
  'bg-[light-dark(#f4e3d4,#4b3320)] text-[light-dark(#7a3f0c,#f3cda8)]',
  'bg-[light-dark(#f3dfe6,#4d2735)] text-[light-dark(#85264b,#f5c2d2)]',
  'bg-[light-dark(#dbe7f3,#1f3a55)] text-[light-dark(#1a4a78,#bcd9f5)]',
  'bg-[light-dark(#ece8cf,#403b16)] text-[light-dark(#5c5206,#ebe1a0)]',
  'bg-[light-dark(#e0ebd5,#2f4220)] text-[light-dark(#3a5a17,#cfe6b6)]',
  'bg-[light-dark(#efdff1,#472c4c)] text-[light-dark(#6b2b76,#ecc6f2)]',
] as const;

const sizes = {
  small: 'size-7 text-[0.6875rem]',
  medium: 'size-10 text-sm',
  large: 'size-12 text-base',
  huge: 'size-24 text-2xl',
} as const;

interface AvatarProps {
  readonly name: string;
  /** What the tint is chosen by: a username or a chat's number, which do not change. */
  readonly seed: string;
  readonly picture?: string | null | undefined;
  readonly size?: keyof typeof sizes;
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
          className={classNames(
            'grid size-full place-items-center overflow-hidden font-semibold select-none',
            shape,
            tints[avatarHue(seed)],
          )}
        >
          {initials(name)}
        </span>
      )}
      {presence !== undefined && presence !== 'offline' && (
        <PresenceDot state={presence} className="absolute -end-px -bottom-px" />
      )}
    </span>
  );
}
