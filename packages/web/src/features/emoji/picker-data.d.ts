declare module '*?picker' {
  import type { EmojiData } from 'frimousse';

  const data: Omit<EmojiData, 'locale'>;
  export default data;
}
