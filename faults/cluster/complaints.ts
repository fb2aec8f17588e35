const mostKept = 40;
const leastLevel = 40;

/** The newest warnings and errors of processes, for whoever wants to know why something did not hold. */
export class Complaints {
  readonly #lines: string[] = [];

  /** A listener for what one process writes. */
  of(process: string): (line: string) => void {
    return (line) => {
      if (isComplaint(line)) this.#keep(`${process}: ${line.slice(0, 600)}`);
    };
  }

  get newest(): readonly string[] {
    return this.#lines;
  }

  #keep(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > mostKept) this.#lines.shift();
  }
}

/** A line that is no JSON is what Node says of a process that fell. */
function isComplaint(line: string): boolean {
  if (!line.startsWith('{')) return line.trim() !== '';
  const { level } = JSON.parse(line) as { level?: number | string };
  return typeof level === 'number' ? level >= leastLevel : level === 'warn' || level === 'error';
}
