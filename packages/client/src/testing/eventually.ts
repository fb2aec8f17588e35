/** Waits until a condition holds; after the bound (5 s) throws what the condition last said. */
export async function eventually(condition: () => unknown | Promise<unknown>, boundMs = 5000): Promise<void> {
  const until = performance.now() + boundMs;
  for (;;) {
    const unmet = await complaint(condition);
    if (unmet === undefined) return;
    if (performance.now() > until) throw unmet;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A condition is met when it answers something true, or nothing, and does not throw. */
async function complaint(condition: () => unknown): Promise<unknown> {
  try {
    const answer = await condition();
    if (answer === false || answer === null) return new Error(`never came true: ${condition}`);
    return undefined;
  } catch (cause) {
    return cause;
  }
}
