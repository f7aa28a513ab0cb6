import { useEffect } from 'react';
import { landingPage, pathOf } from '../../domain/pages.ts';
import { useSession } from '../session.ts';

/** Where the reader's roles begin, for whoever has no page of their own here. */
export function GoHome() {
  const { me } = useSession();
  useEffect(() => {
    if (me !== null) window.location.replace(pathOf(landingPage(me.roles)));
  }, [me]);
  return null;
}
