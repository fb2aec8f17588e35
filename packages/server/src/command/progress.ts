import type { Clock } from '../telemetry/clock.ts';
import type { Output } from './output.ts';

/** Tells how far long work is: a bar on a terminal, a plain line every few seconds elsewhere (CMD5). */
export interface Progress {
  /** `done` of `total`, and what has come of it in a few words. */
  update(done: number, total: number, words: string): void;
  /** Takes the bar away. */
  end(): void;
}

const redrawMs = 100;
const plainLineMs = 5000;
const barWidth = 28;

export function createProgress(output: Output, clock: Clock, label: string): Progress {
  const startedMs = clock.monotonic();
  const everyMs = output.notesAreTerminal ? redrawMs : plainLineMs;
  let lastMs = startedMs;
  let isDrawn = false;
  return {
    update: (done, total, words) => {
      const nowMs = clock.monotonic();
      if (nowMs - lastMs < everyMs) return;
      lastMs = nowMs;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const text = `${percent(share)} ${words}${remaining(share, nowMs - startedMs)}`;
      if (!output.notesAreTerminal) return output.note(`${label}: ${text.trim()}`);
      isDrawn = true;
      output.draw(`\r\u001b[K${fit(`${label} ${bar(share)} ${text}`, output.width)}`);
    },
    end: () => {
      if (isDrawn) output.draw('\r\u001b[K');
      isDrawn = false;
    },
  };
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`.padStart(4);
}

function remaining(share: number, passedMs: number): string {
  if (share < 0.02 || share >= 1) return '';
  const seconds = Math.ceil((passedMs / share - passedMs) / 1000);
  return seconds < 60 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}

function fit(text: string, width: number): string {
  return text.length < width ? text : `${text.slice(0, Math.max(0, width - 2))}…`;
}
