import { ReadFailure } from '../sql/read-failure.ts';

/** What is read, or what was known last when nothing can be read; throws the failure when there is no such. */
export async function readOrLast<Value>(
  reading: Promise<Value | undefined>,
  last: () => Value | undefined,
): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const known = error instanceof ReadFailure ? last() : undefined;
    if (known === undefined) throw error;
    return known;
  }
}
