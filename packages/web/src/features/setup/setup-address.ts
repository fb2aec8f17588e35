/** The setup code of `#code=…`, which no server sees; empty where there is none. */
export function codeInFragment(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('code') ?? '';
}

/** Whether a host can be reached from this machine only. */
export function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
