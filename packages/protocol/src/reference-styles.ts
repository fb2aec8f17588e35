/** The styles of the reference page: light and dark, readable on a phone and on paper. */
export const referenceStyles = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #16181c);
  --raised: light-dark(#ffffff, #1e2126);
  --sunk: light-dark(#f1f1ee, #111317);
  --line: light-dark(#dcdcd6, #33373f);
  --text: light-dark(#1d1f23, #e8e8e6);
  --quiet: light-dark(#5a5f68, #a5abb6);
  --link: light-dark(#0b5cad, #8cc2ff);
  --get: light-dark(#0a6640, #7ddba9);
  --post: light-dark(#0b5cad, #8cc2ff);
  --put: light-dark(#8a4b00, #f0b35c);
  --delete: light-dark(#a8201a, #ff9c93);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: 0.5rem 1rem; z-index: 1; }
header { max-width: 82rem; margin: 0 auto; padding: 2.5rem 1.5rem 1rem; }
header p { max-width: 46rem; margin: 0.4rem 0; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h1 small { font-size: 1rem; font-weight: 400; color: var(--quiet); }
h2 { font-size: 1.5rem; margin: 3rem 0 0.25rem; }
h3 { font-size: 1.05rem; line-height: 1.5; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
h4 { font-size: 0.85rem; margin: 1.25rem 0 0.25rem; color: var(--quiet); }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2.5rem; max-width: 82rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1rem 0; font-size: 0.875rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin: 0.75rem 0; font-weight: 600; }
nav ul ul { margin: 0.25rem 0 0 0.75rem; font-weight: 400; }
nav a { display: block; padding: 0.15rem 0; text-decoration: none; color: var(--text); }
nav ul ul a { color: var(--quiet); }
nav a:hover { text-decoration: underline; }
article { background: var(--raised); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem; margin: 1.25rem 0; }
article:target, tr:target { outline: 2px solid var(--link); }
code, pre { font-family: var(--mono); font-size: 0.875em; }
pre code { font-size: 1em; }
td code, th code, p code { overflow-wrap: anywhere; }
pre { background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; margin: 0.5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.command code { display: block; user-select: all; cursor: copy; }
.method { display: inline-block; min-width: 4.2rem; font: 700 0.8rem var(--mono); color: var(--post); }
.get { color: var(--get); }
.put, .patch { color: var(--put); }
.delete { color: var(--delete); }
.summary { margin: 0 0 0.75rem; }
.credential, .required { color: var(--quiet); }
.required { font-size: 0.75rem; font-weight: 400; }
.status { font: 700 0.875rem var(--mono); }
.errors { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
table { width: 100%; border-collapse: collapse; margin: 0.5rem 0; font-size: 0.9375rem; }
caption { text-align: left; font-size: 0.85rem; font-weight: 700; color: var(--quiet); padding: 0.5rem 0 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-top: 1px solid var(--line); }
thead th { font-size: 0.8rem; font-weight: 600; color: var(--quiet); border-top: 0; }
tbody th { font-weight: 600; min-width: 7rem; }
@media (max-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 0; }
  nav { position: static; max-height: none; }
  nav ul ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  article { padding: 1rem; }
}
@media print {
  nav, .skip { display: none; }
  .columns { display: block; }
  article { break-inside: avoid; }
}
`;
