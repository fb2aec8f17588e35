export const themes = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
export const textSizes = ['small', 'normal', 'large', 'huge'] as const;
export type TextSize = (typeof textSizes)[number];

const themeKey = 'parley.theme';
const sizeKey = 'parley.textSize';
const wishesContrast = '(prefers-contrast: more)';

/** What tokens.css tells the themes and sizes apart by; nothing for what the device says itself. */
function mark(name: 'theme' | 'contrast' | 'textSize', value: string | null): void {
  if (value === null) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}

function apply(): void {
  const theme = storedTheme();
  const size = storedTextSize();
  const strong = theme === 'contrast' || (theme === 'auto' && matchMedia(wishesContrast).matches);
  mark('theme', theme === 'light' || theme === 'dark' ? theme : null);
  mark('contrast', strong ? 'more' : null);
  mark('textSize', size === 'normal' ? null : size);
}

/** The choice of this device; `auto` follows the system, also in its wish for contrast. */
export function storedTheme(): Theme {
  const stored = localStorage.getItem(themeKey);
  return themes.find((theme) => theme === stored) ?? 'auto';
}

/** How large everything is on this device. */
export function storedTextSize(): TextSize {
  const stored = localStorage.getItem(sizeKey);
  return textSizes.find((size) => size === stored) ?? 'normal';
}

/** Applies the stored choices and follows the system; call before the first render. */
export function startTheme(): void {
  apply();
  matchMedia(wishesContrast).addEventListener('change', apply);
}

/** Applies and remembers a choice. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(themeKey, theme);
  apply();
}

/** Applies and remembers a choice. */
export function chooseTextSize(size: TextSize): void {
  localStorage.setItem(sizeKey, size);
  apply();
}
