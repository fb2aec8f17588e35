/**
 * Loaded into a server process before it (`node --import`): shifts the wall clock of its main thread, as an operator or
 * a time service does, and leaves the monotonic one alone. Each SIGUSR2 moves it on: an hour back, an hour ahead, right.
 */
const hourMs = 3_600_000;
const shifts = [-hourMs, hourMs, 0];
const RealDate = Date;
let moves = 0;
let shiftMs = 0;

class ShiftedDate extends RealDate {
  constructor(...parts: [] | [number | string | Date]) {
    super(parts.length === 0 ? ShiftedDate.now() : parts[0]);
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
process.on('SIGUSR2', () => {
  shiftMs = shifts[moves++ % shifts.length] ?? 0;
});
