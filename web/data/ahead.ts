/**
 * Answers asked for before what shows them is there: while the page's scripts still come, the server works already.
 * Each is taken once, and only while it is fresh.
 */

const FRESH_MS = 20_000;
const asked = new Map<string, { response: Promise<Response>; atMs: number }>();

/** Asks for a path now; whoever loads it next is given this answer. */
export function askAhead(path: string): Promise<Response> {
  const response = fetch(path);
  // Whoever takes it is told; nobody may.
  response.catch(() => {});
  asked.set(path, { response, atMs: Date.now() });
  return response;
}

/** The answer that was asked for ahead, or null. */
export function takeAhead(path: string): Promise<Response> | null {
  const known = asked.get(path);
  asked.delete(path);
  return known && Date.now() - known.atMs < FRESH_MS ? known.response : null;
}
