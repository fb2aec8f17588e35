import type { Seams } from '../seams.ts';

/** A mistake that such programs are known for, put beside Parley's own code to see that it is found. */
export interface PlantedBug {
  readonly name: string;
  readonly seams: Seams;
}

/** The same object with some of its members replaced. */
export function changed<Target extends object>(target: Target, changes: Partial<Target>): Target {
  return new Proxy(target, {
    get(own, key) {
      const value: unknown = Reflect.get(key in changes ? changes : own, key);
      return typeof value === 'function' ? value.bind(key in changes ? changes : own) : value;
    },
  });
}
