import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that nobody outside may make us talk to (IANA special-purpose registries). */
const PRIVATE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
] as const;
const privates = listOf(PRIVATE);

/**
 * Whether an address may be asked: a public one, or one in a network that the configuration allows.
 *
 * @param allowed networks as `10.0.0.0/8`, single addresses, or `loopback`.
 */
export function isAddressAllowed(address: string, allowed: readonly string[]): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  // ::ffff:10.0.0.1, in either notation, is 10.0.0.1.
  const mapped = mappedIpv4(plain);
  if (mapped !== null) return isAddressAllowed(mapped, allowed);
  const version = isIP(plain);
  if (version === 0) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  return !privates.check(plain, family) || listOf(allowed).check(plain, family);
}

function mappedIpv4(address: string): string | null {
  if (isIP(address) !== 6) return null;
  const hostname = new URL(`http://[${address}]`).hostname;
  const found = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname);
  if (!found) return null;
  const [high, low] = [Number.parseInt(found[1], 16), Number.parseInt(found[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    if (network === 'loopback') {
      list.addSubnet('127.0.0.0', 8);
      list.addAddress('::1', 'ipv6');
      continue;
    }
    const [address, bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

/** What a connection is refused with whose name leads into a private network. */
export const NOT_ALLOWED = 'VIGIA_ADDRESS_NOT_ALLOWED';

/**
 * A resolver for connections that refuses names of private networks. It resolves once and the connection takes just
 * what it found, so that no second answer of the name server leads elsewhere.
 */
export function guardedLookup(allowed: readonly string[]): LookupFunction {
  return (hostname, options, done) => {
    lookupName(hostname, { ...options, all: true }, (error, found) => {
      const addresses = (found ?? []) as LookupAddress[];
      if (error) return done(error, '', 0);
      const wrong = addresses.find(({ address }) => !isAddressAllowed(address, allowed));
      if (wrong || addresses.length === 0) {
        const refusal = Object.assign(new Error(`${hostname} leads to ${wrong?.address ?? 'nothing'}`), {
          code: NOT_ALLOWED,
        });
        return done(refusal, '', 0);
      }
      if (options.all) return done(null, addresses);
      done(null, addresses[0].address, addresses[0].family);
    });
  };
}

export type WebhookAddress =
  | { ok: true; url: URL }
  | { ok: false; reason: 'not-an-address' | 'not-https' | 'has-password' | 'not-allowed' | 'no-such-host' };

/**
 * Whether a text is an address that a webhook may be sent to: https (http only into allowed networks), without
 * password, with a name that leads to public or allowed addresses. What a name leads to may change: it is looked at
 * again at each sending.
 */
export async function checkWebhookAddress(text: string, allowed: readonly string[]): Promise<WebhookAddress> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { ok: false, reason: 'not-an-address' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, reason: 'not-an-address' };
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'has-password' };
  const found = await addressesOf(url.hostname);
  if (found.length === 0) return { ok: false, reason: 'no-such-host' };
  if (!found.every((address) => isAddressAllowed(address, allowed)))
    return { ok: false, reason: 'not-allowed' };
  const isInside = found.every((address) => !isAddressAllowed(address, []));
  if (url.protocol === 'http:' && !isInside) return { ok: false, reason: 'not-https' };
  return { ok: true, url };
}

function addressesOf(hostname: string): Promise<string[]> {
  const plain = hostname.replace(/^\[|\]$/g, '');
  if (isIP(plain) !== 0) return Promise.resolve([plain]);
  return new Promise((resolve) => {
    lookupName(plain, { all: true }, (error, found) =>
      resolve(error ? [] : found.map(({ address }) => address)),
    );
  });
}
