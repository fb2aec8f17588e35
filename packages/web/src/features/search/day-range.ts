/** The moment a day begins where the reader is, RFC 3339; `2026-11-21` plus a number of days. */
export function startOfWrittenDay(day: string, daysLater = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

/** A day as it is written in an address and in a date field. */
export function writtenDay(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day so many days before. */
export function daysBefore(at: Date, days: number): string {
  return writtenDay(new Date(at.getFullYear(), at.getMonth(), at.getDate() - days));
}

interface DayRange {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Both days are part of the range; RFC 3339 for the server, where the end is not. */
export function momentsOf({ since, until }: DayRange): { since?: string; until?: string } {
  return {
    ...(since === undefined ? {} : { since: startOfWrittenDay(since) }),
    ...(until === undefined ? {} : { until: startOfWrittenDay(until, 1) }),
  };
}
