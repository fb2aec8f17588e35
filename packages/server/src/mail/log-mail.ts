import type { Logger } from '../telemetry/logger.ts';
import { letterProblem, type Mail } from './mail.ts';

/** Shows each mail in the log instead of sending it: a fresh server works without a mail server (MAIL2). */
export function createLogMail(logger: Logger): Mail {
  return {
    send: async (letter) => {
      const reason = letterProblem(letter);
      if (reason !== undefined) return { sent: false, retry: false, reason };
      const { to, subject, text } = letter;
      logger.info('Mail not sent: no PARLEY_SMTP_URL is set. It would read:', {
        to,
        subject,
        text: `\n${text}`,
      });
      return { sent: true };
    },
    close: () => {},
  };
}
