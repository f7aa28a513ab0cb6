import { useEffect } from 'react';

/** The sign-in page for whoever is signed in already. */
export function GoHome() {
  useEffect(() => window.location.replace('/'), []);
  return null;
}
