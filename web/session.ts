import { createContext, useContext } from 'react';
import type { Me } from '../api/contract-session.ts';
import type { Required } from '../domain/access/permissions.ts';

/** Who uses the page; null until that is known. */
export const SessionContext = createContext<Me | null>(null);

/** Who uses the page, and whether that opens something. */
export function useSession(): { me: Me | null; may: (required: Required) => boolean } {
  const me = useContext(SessionContext);
  return { me, may: (required) => mayOpen(me, required) };
}

/** Whether something opens to a person; null for nobody. */
export function mayOpen(me: Me | null, required: Required): boolean {
  return (
    required === 'public' || (me !== null && (required === 'session' || me.permissions.includes(required)))
  );
}
