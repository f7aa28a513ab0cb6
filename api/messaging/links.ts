import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed link of a message opens. */
export type LinkPurpose = 'acknowledge' | 'unsubscribe';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A token that opens one thing and nothing else: id, end and an HMAC-SHA256 over purpose, id and end.
 *
 * @param id of the message or the subscription.
 * @param expiresAt null: no end.
 */
export function linkToken(key: Buffer, purpose: LinkPurpose, id: string, expiresAt: Date | null): string {
  const end = expiresAt ? Math.ceil(expiresAt.getTime() / 1000).toString(36) : '0';
  return `${id}.${end}.${signature(key, purpose, id, end)}`;
}

export type LinkRead = { ok: true; id: string } | { ok: false; reason: 'wrong' | 'expired' };

/** The id that a token was made for; a changed token is `wrong`, whatever else is. */
export function readLink(key: Buffer, purpose: LinkPurpose, token: string, now: Date): LinkRead {
  const [id = '', end = '', given = ''] = token.split('.');
  if (!UUID.test(id) || !/^[0-9a-z]{1,8}$/.test(end)) return { ok: false, reason: 'wrong' };
  const right = Buffer.from(signature(key, purpose, id, end));
  const told = Buffer.from(given);
  if (told.length !== right.length || !timingSafeEqual(told, right)) return { ok: false, reason: 'wrong' };
  if (end !== '0' && Number.parseInt(end, 36) * 1000 <= now.getTime())
    return { ok: false, reason: 'expired' };
  return { ok: true, id };
}

function signature(key: Buffer, purpose: LinkPurpose, id: string, end: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${id}\n${end}`).digest('base64url');
}
