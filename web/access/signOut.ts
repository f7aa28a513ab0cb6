import { sendJson } from '../data/requests.ts';
import { forget } from '../offline/kept.ts';
import { forgetRecentViews } from '../views/recent.ts';

/** Signs out and forgets all that the page holds. */
export async function signOut(): Promise<void> {
  forget();
  await sendJson('DELETE', '/api/session');
  forgetRecentViews();
  // A new page, not a new view: nothing that was loaded stays in memory.
  window.location.replace('/entrar');
}
