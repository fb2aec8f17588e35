/** Where a command writes. Results go to stdout alone, so that a script can read them (CMD4). */
export interface Output {
  /** A line of the result. */
  line(text: string): void;
  /** A result for programs, on one line. */
  json(value: unknown): void;
  /** A result as it is, without a line end of its own. Resolves when it may go on writing. */
  raw(text: string): Promise<void>;
  /** A line for the person at the terminal, on stderr. */
  note(text: string): void;
  /** Text for stderr without a line end: a progress bar, a prompt. */
  draw(text: string): void;
  readonly resultIsTerminal: boolean;
  readonly notesAreTerminal: boolean;
  /** Characters in a line of the terminal. */
  readonly width: number;
}

/** Output of a process to its own streams. */
export function streamOutput(out: NodeJS.WriteStream, notes: NodeJS.WriteStream): Output {
  return {
    line: (text) => void out.write(`${text}\n`),
    json: (value) => void out.write(`${JSON.stringify(value)}\n`),
    raw: (text) => new Promise((resolve) => (out.write(text) ? resolve() : out.once('drain', resolve))),
    note: (text) => void notes.write(`${text}\n`),
    draw: (text) => void notes.write(text),
    resultIsTerminal: out.isTTY === true,
    notesAreTerminal: notes.isTTY === true,
    width: notes.columns ?? 80,
  };
}
