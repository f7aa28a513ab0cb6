import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';

/** Opens a printed sign-in link as its page does, acknowledges the notice; the token of the session. */
export async function signInByLink(link: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });
  const entered = await post('/api/session/link', { token: hash.slice(1) });
  if (!entered.ok) throw new Error(await entered.text());
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0];
  const read = await post('/api/notice', { version: PURPOSE_NOTICE_VERSION, language: 'en' }, cookie);
  if (!read.ok) throw new Error(await read.text());
  return cookie.slice(cookie.indexOf('=') + 1);
}

/** The header that carries a session's token to a server. */
export function cookieFor(url: string, token: string): { cookie: string } {
  return { cookie: `vigia-${new URL(url).port}=${token}` };
}
