/** Texts of query strings: our separators stay readable, since a link with %2C and %3A in it looks broken in a mail. */

/** Name and value of each part of a query string (with or without `?`), in its order. */
export function partsOf(search: string): [string, string][] {
  return [...new URLSearchParams(search)];
}

/** The query of some parts, without `?`. */
export function joinParts(parts: readonly (readonly [string, string])[]): string {
  return parts
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%2F/g, '/')}`,
    )
    .join('&');
}

/** The query string of some parts, `?` included; empty for none. */
export function searchOfParts(parts: readonly (readonly [string, string])[]): string {
  return parts.length === 0 ? '' : `?${joinParts(parts)}`;
}

/** A query string with some parts set anew, in their place or at the end; null takes one away. */
export function withParts(search: string, changes: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return searchOfParts([...query]);
}

/** The query string in an address (`?…#…`), and what stands after it from `#` on. */
export function cutAddress(address: string): { search: string; hash: string } {
  const at = address.indexOf('#');
  return at < 0 ? { search: address, hash: '' } : { search: address.slice(0, at), hash: address.slice(at) };
}
