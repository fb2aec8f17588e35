const dayMs = 86_400_000;

/** Midnight of a moment's day where the reader is, in ms; what days are compared by. */
export function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function daysBetween(earlier: Date, later: Date): number {
  // Rounded, because a day of a clock change has 23 or 25 hours.
  return Math.round((startOfDay(later) - startOfDay(earlier)) / dayMs);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, options);
  formatters.set(key, made);
  return made;
}

function capitalised(text: string, language: string): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}

/** “14:05”. */
export function clockTime(at: Date, language: string): string {
  return formatter(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** “Saturday, 21 November 2026 at 14:05”, for a tooltip. */
export function fullTime(at: Date, language: string): string {
  return formatter(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** The heading of a day: “Today”, “Yesterday”, “Tuesday”, “3 March”, “3 March 2025”. */
export function dayHeading(at: Date, now: Date, language: string): string {
  const days = daysBetween(at, now);
  if (days === 0 || days === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    return capitalised(words.format(-days, 'day'), language);
  }
  if (days > 1 && days < 7) return formatter(language, { weekday: 'long' }).format(at);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return formatter(language, { day: 'numeric', month: 'long', ...year }).format(at);
}

/** The short time of a list row: “14:05”, “Tue”, “3 Mar”, “3/3/25”. */
export function rowTime(at: Date, now: Date, language: string): string {
  const days = daysBetween(at, now);
  if (days <= 0) return clockTime(at, language);
  if (days < 7) return formatter(language, { weekday: 'short' }).format(at);
  if (at.getFullYear() === now.getFullYear())
    return formatter(language, { day: 'numeric', month: 'short' }).format(at);
  return formatter(language, { dateStyle: 'short' }).format(at);
}

/** A day that is written `2026-11-21`, as “21 Nov 2026”. */
export function shortDay(day: string, language: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return formatter(language, { dateStyle: 'medium' }).format(new Date(year, month - 1, date));
}

const steps: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [60_000, 'minute'],
  [3_600_000, 'hour'],
  [dayMs, 'day'],
  [30 * dayMs, 'month'],
  [365 * dayMs, 'year'],
];

/** “3 minutes ago”, in the largest unit that fits. */
export function ago(at: Date, now: Date, language: string): string {
  const elapsed = Math.max(0, now.getTime() - at.getTime());
  let [size, unit] = [60_000, 'minute' as Intl.RelativeTimeFormatUnit];
  for (const [stepMs, stepUnit] of steps) if (elapsed >= stepMs) [size, unit] = [stepMs, stepUnit];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(elapsed / size), unit);
}
