import type { Output } from './output.ts';

/** Output that a test can read. */
export interface CapturedOutput extends Output {
  readonly result: string[];
  readonly notes: string[];
}

export function capturedOutput(isTerminal = false): CapturedOutput {
  const result: string[] = [];
  const notes: string[] = [];
  return {
    result,
    notes,
    line: (text) => void result.push(text),
    json: (value) => void result.push(JSON.stringify(value)),
    raw: async (text) => void result.push(text),
    note: (text) => void notes.push(text),
    draw: (text) => void notes.push(text),
    resultIsTerminal: isTerminal,
    notesAreTerminal: isTerminal,
    width: 80,
  };
}
