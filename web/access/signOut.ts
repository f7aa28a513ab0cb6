import { sendJson } from '../data/requests.ts';

/** Signs out and forgets all that the page holds. */
export async function signOut(): Promise<void> {
  await sendJson('DELETE', '/api/session');
  // A new page, not a new view: nothing that was loaded stays in memory.
  window.location.replace('/entrar');
}
