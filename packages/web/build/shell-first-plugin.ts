import type { Plugin } from 'vite';

const program = /(?<=<script type="module")(?= crossorigin src="\/assets\/(?:vendor|app)-)/g;

/**
 * What draws the waiting page and asks for the data is small, and is sent before the program. Module scripts would be
 * asked for as urgently as styles.
 */
export function shellFirst(): Plugin {
  return {
    name: 'parley-shell-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replaceAll(program, ' fetchpriority="low"'),
    },
  };
}
