/** For each UTF-16 unit of a normalised text: where the characters that became it stand in the original. */
export interface NormalisedOffsets {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Characters below this neither combine with what stands before them nor change place. */
const firstCombining = 0x300;
/** Beyond this a piece is not cut before such a character: marks piled up by the thousand must not cost minutes. */
const longestChecked = 64;
const mark = /^\p{M}/u;
const blank = /^\s$/u;

/**
 * Maps a normalised text back to its original. Normalising joins characters (e and an accent: é), splits them
 * (ﬁ: fi) and shortens blanks, so the text is cut where it is safe: where both sides normalise to the same apart
 * as together. All units that come from one piece map to the whole piece.
 */
export function normalisedOffsets(text: string, normalisedLength: number): NormalisedOffsets {
  const starts: number[] = [];
  const ends: number[] = [];
  let afterBlank = false;
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    for (const unit of composed(text.slice(start, end)).toLowerCase().split('')) {
      const isBlank = blank.test(unit);
      if (isBlank && afterBlank) ends[ends.length - 1] = end;
      else {
        starts.push(start);
        ends.push(end);
      }
      afterBlank = isBlank;
    }
    start = end;
  }
  if (starts.length === normalisedLength) return { starts, ends };
  return wholeText(text, normalisedLength);
}

/** Should a future Unicode defeat the cutting, highlights cover too much rather than the wrong place. */
function wholeText(text: string, normalisedLength: number): NormalisedOffsets {
  return {
    starts: new Array<number>(normalisedLength).fill(0),
    ends: new Array<number>(normalisedLength).fill(text.length),
  };
}

function pieceEnd(text: string, start: number): number {
  let end = start + characterLength(text, start);
  while (end < text.length && !cutsAt(text, start, end)) end += characterLength(text, end);
  return end;
}

function cutsAt(text: string, start: number, at: number): boolean {
  if (text.charCodeAt(at) < firstCombining) return true;
  if (at - start > longestChecked) return false;
  const next = text.slice(at, at + characterLength(text, at));
  if (mark.test(next)) return false;
  const piece = text.slice(start, at);
  return composed(piece + next) === composed(piece) + composed(next);
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function composed(text: string): string {
  return text.normalize('NFKC');
}
