import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const text = /\.(?:css|html|js|svg|webmanifest)$/;

/**
 * Puts each text file beside itself as small as it gets, `.br` and `.gz`, so that the server need not compress. Browsers
 * take Brotli only over TLS and from the machine they run on.
 */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'parley-precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    // After the service worker, which counts the app's files and is one itself.
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!text.test(name)) continue;
          const path = join(folder, name);
          const content = readFileSync(path);
          keepIfSmaller(`${path}.br`, brotliCompressSync(content), content);
          keepIfSmaller(`${path}.gz`, gzipSync(content, { level: 9 }), content);
        }
      },
    },
  };
}

function keepIfSmaller(path: string, compressed: Buffer, content: Buffer): void {
  if (compressed.length < content.length) writeFileSync(path, compressed);
}
