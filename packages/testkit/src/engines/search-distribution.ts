/** A server distribution as its makers publish it to Maven Central. */
export interface SearchDistribution {
  readonly product: 'elasticsearch' | 'opensearch';
  readonly version: string;
  /** Of the zip file, in hexadecimal. */
  readonly sha512: string;
}

/**
 * What the search engine's tests run against: the makers' own builds for the tests of plugins. They are the server
 * with its HTTP transport and without the other modules: no scripts, no analysis module, no `wildcard` fields.
 */
export const searchDistributions = [
  {
    product: 'elasticsearch',
    version: '8.19.21',
    sha512:
      'cf6b0a93860d329937ae7f913ec5073b0c726c77639764b93fc83a304aa1dd9d' +
      '4defcfa2849948eea3b0b47c2065f994908603939fc2a4774c9c4d868c5ec1dd',
  },
  {
    product: 'opensearch',
    version: '2.19.6',
    sha512:
      '8adbfaa13162b8d42b388ece6b39bfb7f1a349ab9c128d4eced78ba1dd43b5a1' +
      '0850b43b8aac19fa5ab11f4d5c355ddf6f6617514d6112b0936a1903005d1d36',
  },
] as const satisfies readonly SearchDistribution[];

/** Where the zip file is below the address of a Maven repository. */
export function mavenPath({ product, version }: SearchDistribution): string {
  return `org/${product}/distribution/integ-test-zip/${product}/${version}/${product}-${version}.zip`;
}
