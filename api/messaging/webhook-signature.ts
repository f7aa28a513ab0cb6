import { createHmac, randomBytes } from 'node:crypto';

/** A new key for the signature of webhooks, as receivers' libraries take it: `whsec_` and 32 bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * The headers that tell who sent a webhook, when, and that nobody changed it (Standard Webhooks 1.0: HMAC-SHA256 over
 * id, seconds and body). The id is the same at every attempt: who knows it already has the message.
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
    'idempotency-key': id,
  };
}
