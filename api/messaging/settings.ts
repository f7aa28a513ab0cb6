import { hkdfSync } from 'node:crypto';
import type { Config, SmtpConfig } from '../../data/config.ts';
import type { AccessSettings } from '../auth/settings.ts';

/** How messages leave the product. */
export interface MessagingSettings {
  /** Where links of messages lead, without a slash at the end. */
  baseUrl: string;
  /** Null: no mail server; nobody can subscribe by mail. */
  smtp: SmtpConfig | null;
  /** Networks that webhooks may lead into although they are private (`10.0.0.0/8`, `loopback`). */
  webhookNetworks: readonly string[];
  /** Signs the links of messages: for this and nothing else. */
  linkKey: Buffer;
  /** Seals the keys of webhooks. */
  sealKey: Buffer;
  /** Hours until readers who see no incident one by one are shown what is known. */
  delayHours: number;
  /** After so long without an end an attempt has failed. */
  attemptMs: number;
}

const ATTEMPT_MS = 45_000;

/** The key that signs the links of messages. */
export function linkKeyOf({ secretKey }: Pick<AccessSettings, 'secretKey'>): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'vigia links of messages', 32));
}

/** The part of the configuration that messages need. */
export function messagingSettings(
  config: Pick<Config, 'smtp' | 'webhookNetworks' | 'delayHours'>,
  access: Pick<AccessSettings, 'secretKey'>,
  baseUrl: string,
): MessagingSettings {
  return {
    baseUrl: baseUrl.replace(/\/$/, ''),
    smtp: config.smtp,
    webhookNetworks: config.webhookNetworks,
    linkKey: linkKeyOf(access),
    sealKey: access.secretKey,
    delayHours: config.delayHours,
    attemptMs: ATTEMPT_MS,
  };
}
