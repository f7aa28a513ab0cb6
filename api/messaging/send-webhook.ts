import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Attempt, FailureReason } from '../../domain/messages/attempt.ts';
import { oneLine, shortened } from '../../domain/messages/clean-text.ts';
import { guardedLookup, isAddressAllowed, NOT_ALLOWED } from './webhook-address.ts';

const LONGEST_REPLY = 200;
const MOST_REPLY_BYTES = 16_384;

/**
 * Sends a webhook once. Redirections are not followed, private addresses not asked, and whatever happens is an attempt
 * with its named reason.
 *
 * @param allowed private networks that may be asked.
 */
export function sendWebhook(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowed: readonly string[],
  signal: AbortSignal,
): Promise<Attempt> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAddressAllowed(host, allowed))
    return Promise.resolve({ ok: false, reason: 'address-not-allowed', reply: host });
  return new Promise((resolve) => {
    // Once the last byte has left, silence no longer means that nothing arrived.
    let isSent = false;
    const fail = (reason: FailureReason, reply: string, waitMs?: number) =>
      resolve({ ok: false, reason, reply: said(reply), waitMs });
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Vigia' },
        lookup: guardedLookup(allowed),
        // A connection of its own: one that was kept could have been closed by the other side meanwhile.
        agent: false,
        signal,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          // The status has said all that counts.
          if (text.length > MOST_REPLY_BYTES) response.destroy();
        });
        const end = () => resolve(attemptOf(response, text));
        response.on('end', end);
        response.on('close', end);
        response.on('error', end);
      },
    );
    request.on('finish', () => {
      isSent = request.socket?.connecting === false;
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const { code = '', message } = error;
      if (code === NOT_ALLOWED) return fail('address-not-allowed', message);
      if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fail('no-such-host', message);
      if (isTls(code)) return fail('tls-refused', message);
      if (isSent) return fail('no-answer', message);
      fail(signal.aborted ? 'timeout' : 'unreachable', message);
    });
    request.end(body);
  });
}

function attemptOf(response: http.IncomingMessage, text: string): Attempt {
  const status = response.statusCode ?? 0;
  const reply = said(`${status} ${text}`);
  if (status >= 200 && status < 300) return { ok: true, reply };
  if (status >= 300 && status < 400) return { ok: false, reason: 'redirected', reply };
  const isForNow = status >= 500 || status === 408 || status === 425 || status === 429;
  if (!isForNow) return { ok: false, reason: 'refused', reply };
  const seconds = Number(response.headers['retry-after']);
  const waitMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1000 : undefined;
  return { ok: false, reason: 'refused-for-now', reply, waitMs };
}

/** Failures of TLS itself: its own codes, and what verifying a certificate answers. */
export function isTls(code: string): boolean {
  return (
    /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_)/.test(code) ||
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'ETLS'].includes(code)
  );
}

function said(text: string): string {
  return shortened(oneLine(text), LONGEST_REPLY);
}
