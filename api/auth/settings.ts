import { readSecretKey } from '../../data/access/secret-key.ts';
import type { Config, OidcConfig } from '../../data/config.ts';

/** How people reach the product and are known to it. */
export interface AccessSettings {
  publicUrl: URL | null;
  /** Everything travels encrypted: cookies are Secure, browsers are told to stay with https. */
  secure: boolean;
  trustedProxies: readonly string[];
  /** 32 bytes. */
  secretKey: Buffer;
  oidc: OidcConfig | null;
}

/** The part of the configuration that sign-in needs. */
export function accessSettings(config: Config): AccessSettings {
  return {
    publicUrl: config.publicUrl,
    secure: config.tls !== null || config.publicUrl?.protocol === 'https:',
    trustedProxies: config.trustedProxies,
    secretKey: readSecretKey(config),
    oidc: config.oidc,
  };
}
