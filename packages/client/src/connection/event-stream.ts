/** One event of a Server-Sent Events stream; null: a comment, which only shows that the server lives. */
export type StreamEvent = { readonly name: string; readonly data: string } | null;

/** Cuts the text of a stream into events, whatever the pieces it arrives in. */
export function eventStreamReader(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = '';
  let name = 'message';
  let data: string[] = [];

  function line(text: string): void {
    if (text === '') {
      if (data.length > 0) onEvent({ name, data: data.join('\n') });
      name = 'message';
      data = [];
    } else if (text.startsWith(':')) onEvent(null);
    else if (text.startsWith('event:')) name = text.slice('event:'.length).trim();
    else if (text.startsWith('data:')) data.push(text.slice(text.startsWith('data: ') ? 6 : 5));
  }

  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const each of lines) line(each);
  };
}
