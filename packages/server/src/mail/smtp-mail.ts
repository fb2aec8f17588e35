import { createTransport } from 'nodemailer';
import { letterProblem, type Mail, type MailOutcome } from './mail.ts';

export interface SmtpSettings {
  /** smtp:// or smtps://, with user and password where the server wants them. */
  readonly url: string;
  /** The sender, as `Name <address>`. */
  readonly from: string;
  /** How long any step of a conversation may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Mail over SMTP, on a few connections that are kept. TLS is used wherever the server offers it. */
export function createSmtpMail({ url, from, timeoutMs = 20_000 }: SmtpSettings): Mail {
  const transport = createTransport({
    ...connection(url),
    pool: true,
    maxConnections: 3,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Texts and addresses come from people: never let them name a file or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (letter) => {
      const reason = letterProblem(letter);
      if (reason !== undefined) return { sent: false, retry: false, reason };
      const { to, subject, text } = letter;
      return transport.sendMail({ from, to: { name: '', address: to }, subject, text }).then(
        () => ({ sent: true as const }),
        (error: unknown) => failure(error, url),
      );
    },
    close: () => transport.close(),
  };
}

function connection(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const place = { host: url.hostname, port: Number(url.port) || (secure ? 465 : 587), secure };
  if (url.username === '') return place;
  const [user, pass] = [url.username, url.password].map(decodeURIComponent);
  return { ...place, auth: { user: user ?? '', pass: pass ?? '' } };
}

/** 5xx is the server's final word (MAIL1); anything else, a lost connection too, may pass. */
function failure(error: unknown, url: string): MailOutcome {
  const text = error instanceof Error ? error.message : String(error);
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  return { sent: false, retry: status < 500, reason: withoutPassword(text, url) };
}

function withoutPassword(text: string, url: string): string {
  const { password } = new URL(url);
  if (password === '') return text;
  return text.replaceAll(password, '…').replaceAll(decodeURIComponent(password), '…');
}
