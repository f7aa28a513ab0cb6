import type { Config } from '../../data/config.ts';

/** The address that signs in once: the token stands behind `#`, which no browser sends and no log holds. */
export function signInAddress(url: string, token: string): string {
  return new URL(`/entrar#${token}`, url).href;
}

/** Where people reach the product, as far as the configuration tells. */
export function publicAddress({ publicUrl, tls, host, port }: Config): string {
  if (publicUrl) return publicUrl.href;
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
