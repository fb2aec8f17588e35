import type { Output } from './output.ts';

/** Output that a test can read. */
export interface CapturedOutput extends Output {
  readonly result: string[];
  readonly notes: string[];
}

export function capturedOutput(
  isTerminal = false,
  onLine: (line: string) => void = () => {},
): CapturedOutput {
  const result: string[] = [];
  const notes: string[] = [];
  const take = (text: string): void => {
    result.push(text);
    onLine(text);
  };
  return {
    result,
    notes,
    line: take,
    json: (value) => take(JSON.stringify(value)),
    raw: async (text) => take(text),
    note: (text) => void notes.push(text),
    draw: (text) => void notes.push(text),
    resultIsTerminal: isTerminal,
    notesAreTerminal: isTerminal,
    width: 80,
  };
}
