import { createInterface } from 'node:readline';
import { password as passwordRule } from '@parley/protocol/scalars.ts';
import type { Context } from './command.ts';

/**
 * Asks for a password: typed unseen and twice at a terminal, else one line of stdin. Never an argument: those are
 * seen by every user of the machine (CMD6). undefined: there was none that can be used, and why was told.
 */
export async function askPassword(context: Context): Promise<string | undefined> {
  const { input, output } = context;
  const isTyped = 'isTTY' in input && input.isTTY === true;
  const [first, again] = isTyped
    ? await typedLines(context, ['New password: ', 'Once more: '])
    : await pipedLine(input);
  if (first === undefined) {
    output.note('No password was given.');
    return undefined;
  }
  if (isTyped && first !== again) {
    output.note('The two are not the same.');
    return undefined;
  }
  const checked = passwordRule.safeParse(first);
  if (checked.success) return checked.data;
  output.note(`The password ${checked.error.issues[0]?.message ?? 'cannot be used'}.`);
  return undefined;
}

async function pipedLine(input: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input })) return [line];
  return [];
}

/** Reads lines without showing them: readline edits, and what it would draw goes nowhere. */
async function typedLines({ input, output }: Context, prompts: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  const reader = createInterface({ input, terminal: true, historySize: 0 });
  const typed = reader[Symbol.asyncIterator]();
  for (const prompt of prompts) {
    output.draw(prompt);
    const { value, done } = await typed.next();
    output.draw('\n');
    if (done) break;
    lines.push(value);
  }
  reader.close();
  return lines;
}
