const digitZero = 48;

/** Digits of the number that a text of the load generator begins with. */
export const digitsOfNumber = 8;

/** The decimal number that begins at a byte and ends with its last digit, or before `to`. */
export function numberAt(bytes: Buffer, at: number, to: number): number {
  let number = 0;
  for (let index = at; index < to; index++) {
    const digit = (bytes[index] ?? 0) - digitZero;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}
