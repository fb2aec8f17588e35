import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The folder of the machine's Java: JAVA_HOME, else where `java` on the PATH really is. */
export function javaHome(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.JAVA_HOME) return environment.JAVA_HOME;
  const java = (environment.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'java'))
    .find((file) => existsSync(file));
  if (java === undefined) throw new Error('there is no java; install Java 17 or later, or set JAVA_HOME');
  return dirname(dirname(realpathSync(java)));
}
