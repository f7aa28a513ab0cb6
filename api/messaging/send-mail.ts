import nodemailer, { type TransportOptions } from 'nodemailer';
import type { SmtpConfig } from '../../data/config.ts';
import type { Attempt, FailureReason } from '../../domain/messages/attempt.ts';
import { oneLine, shortened } from '../../domain/messages/clean-text.ts';
import type { MailBody } from '../../domain/messages/mail.ts';
import { isTls } from './send-webhook.ts';

/** A mail with its envelope. */
export interface Mail extends MailBody {
  to: string;
  /** Without angle brackets. The same at every attempt. */
  messageId: string;
  /** What it belongs to, so that mail programs show the messages of an alert as one thread; null: nothing. */
  thread: string | null;
  date: Date;
  unsubscribeUrl: string;
}

export interface Mailer {
  /** Tries once. */
  send(mail: Mail, signal: AbortSignal): Promise<Attempt>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;
const LONGEST_REPLY = 200;

/** Sends by a mail server, over a few connections that stay open. Never in the clear, unless configured so. */
export function createMailer(smtp: SmtpConfig): Mailer {
  const transport = nodemailer.createTransport({
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'implicit',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'off',
    ...(smtp.user === null ? {} : { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    ...(smtp.ca === null ? {} : { tls: { ca: smtp.ca } }),
    maxConnections: 5,
    maxMessages: Number.POSITIVE_INFINITY,
    // Trying again is ours: each attempt is written down.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as TransportOptions);
  // Nodemailer does not tell at which point of the conversation a connection broke: whether the mail had been read to
  // its end does.
  transport.use('stream', ({ data, message }, done) => {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (...options) =>
      read(...options).once('end', () => (data as { onRead?: () => void }).onRead?.());
    done();
  });
  return {
    send: async (mail, signal) => {
      let isRead = false;
      const headers = {
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      };
      try {
        const info = await transport.sendMail({
          from: smtp.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          date: mail.date,
          messageId: `<${mail.messageId}>`,
          ...(mail.thread ? { inReplyTo: `<${mail.thread}>`, references: `<${mail.thread}>` } : {}),
          list: { unsubscribe: { url: mail.unsubscribeUrl } },
          headers,
          ...({
            signal,
            onRead: () => {
              isRead = true;
            },
          } as object),
        });
        return { ok: true, reply: said(String(info.response ?? '')) };
      } catch (error) {
        return failureOf(error as SmtpError, isRead, signal);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  code?: string;
  /** Of the socket or of TLS. */
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

function failureOf(error: SmtpError, isRead: boolean, signal: AbortSignal): Attempt {
  const reply = said(error.response ?? error.message);
  return { ok: false, reason: reasonOf(error, isRead, signal), reply };
}

function reasonOf(error: SmtpError, isRead: boolean, signal: AbortSignal): FailureReason {
  const { code = '', originalCode = '', command = '', responseCode } = error;
  if (code === 'EAUTH') return 'login-refused';
  if (isTls(code) || isTls(originalCode) || command === 'STARTTLS') return 'tls-refused';
  // Before the recipient is named a server refuses us, not the message.
  if (responseCode !== undefined)
    return responseCode >= 500 && /^(MAIL|RCPT|DATA)/.test(command) ? 'refused' : 'refused-for-now';
  if (isRead) return 'no-answer';
  if (code === 'EDNS' || originalCode === 'ENOTFOUND' || originalCode === 'EAI_AGAIN') return 'no-such-host';
  return signal.aborted || code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
}

function said(text: string): string {
  return shortened(oneLine(text), LONGEST_REPLY);
}
