import * as client from 'openid-client';
import { addExternalUser, findExternalUser, setExternalRoles } from '../../data/access/external-users.ts';
import type { Origin } from '../../data/access/sessions.ts';
import { appendAudit } from '../../data/audit.ts';
import { isLoopback, type OidcConfig } from '../../data/config.ts';
import type { Queryable } from '../../data/database.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import type { ApiContext } from '../context.ts';
import { seal, unseal } from './seal.ts';
import { enter, type SignInResult } from './sign-in.ts';

/** How long somebody may take at the provider. */
const FLOW_LIFETIME_MS = 10 * 60_000;
const SEALED_AS = 'oidc flow';

/** What ties the way back to the way out: in a cookie that only we can read or make. */
interface Flow {
  state: string;
  nonce: string;
  verifier: string;
  expiresMs: number;
}

/** Where to send the browser, and the sealed flow that has to come back with it. Throws when the provider is out of reach. */
export async function beginOidc(
  { access, now }: ApiContext,
  oidc: OidcConfig,
  redirectUri: string,
): Promise<{ location: string; flow: string }> {
  const provider = await discover(oidc);
  const flow: Flow = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    expiresMs: now().getTime() + FLOW_LIFETIME_MS,
  };
  const location = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
  });
  return { location: location.href, flow: seal(access.secretKey, SEALED_AS, JSON.stringify(flow)) };
}

/**
 * Ends the way back from the provider: code, state, nonce and PKCE are checked, then the person becomes a user with
 * the roles of their claim. Whoever is unknown is refused or added, as configured. Roles that the claim gives replace
 * those the user had, so that the provider stays the one place that says; oversight is given here alone.
 */
export async function endOidc(
  context: ApiContext,
  oidc: OidcConfig,
  currentUrl: URL,
  sealed: string | null,
  origin: Origin,
): Promise<SignInResult> {
  const { access, database } = context;
  const now = context.now();
  const flow = sealed === null ? null : readFlow(unseal(access.secretKey, SEALED_AS, sealed), now);
  const claims = flow && (await claimsOf(oidc, currentUrl, flow, context));
  const entered = claims
    ? await database.transaction((db) => enterExternal(db, oidc, claims, origin, now))
    : 'oidc-answer';
  if (typeof entered !== 'string') return entered;
  const entry = {
    action: 'sign-in-failed',
    actor: { kind: 'nobody', id: '', name: '' },
    address: origin.address,
    details: { cause: entered },
  } as const;
  await appendAudit(database.pool, entry, now);
  return { ok: false, reason: 'refused' };
}

/** The session of whoever the provider vouches for, or why there is none. In a transaction. */
async function enterExternal(
  db: Queryable,
  oidc: OidcConfig,
  claims: client.IDToken,
  origin: Origin,
  now: Date,
): Promise<SignInResult | 'disabled' | 'oidc-unknown' | 'oidc-name-taken'> {
  const roles = rolesOf(claims[oidc.rolesClaim], oidc);
  const key = { issuer: claims.iss, subject: claims.sub };
  const known = await findExternalUser(db, key);
  if (known !== null) {
    if (known.disabled) return 'disabled';
    if (oidc.roles.size > 0 && roles.join() !== [...known.roles].sort().join()) {
      await setExternalRoles(db, known.userId, roles);
    }
    return enter(db, known, 'oidc', origin, now);
  }
  const name = parseSignInName(nameOf(claims));
  if (oidc.unknown === 'refuse' || name === null) return 'oidc-unknown';
  const added = await addExternalUser(db, key, name, roles, now);
  if (added === null) return 'oidc-name-taken';
  const created = {
    action: 'user-created',
    actor: { kind: 'program', id: 'oidc', name: oidc.name },
    address: origin.address,
    subject: { kind: 'user', id: added.userId },
    details: { name: name.name, roles },
  } as const;
  await appendAudit(db, created, now);
  return enter(db, added, 'oidc', origin, now);
}

const discovered = new WeakMap<OidcConfig, Promise<client.Configuration>>();

/** The provider's own description, read once; read again after a failure. */
function discover(oidc: OidcConfig): Promise<client.Configuration> {
  const known = discovered.get(oidc);
  if (known) return known;
  // Without TLS only on loopback, which the configuration has checked.
  const options = isLoopback(oidc.issuer.hostname) ? { execute: [client.allowInsecureRequests] } : {};
  const secret = oidc.clientSecret;
  const found = client.discovery(
    oidc.issuer,
    oidc.clientId,
    secret ?? undefined,
    secret === null ? client.None() : undefined,
    options,
  );
  discovered.set(oidc, found);
  found.catch(() => discovered.delete(oidc));
  return found;
}

async function claimsOf(
  oidc: OidcConfig,
  currentUrl: URL,
  flow: Flow,
  { log }: ApiContext,
): Promise<client.IDToken | null> {
  try {
    const tokens = await client.authorizationCodeGrant(await discover(oidc), currentUrl, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    return tokens.claims() ?? null;
  } catch (error) {
    log.warn({ code: (error as { code?: string }).code }, 'OpenID Connect answer not taken');
    return null;
  }
}

function readFlow(text: string | null, now: Date): Flow | null {
  const flow = text === null ? null : (JSON.parse(text) as Flow);
  return flow !== null && flow.expiresMs > now.getTime() ? flow : null;
}

function rolesOf(claim: unknown, oidc: OidcConfig): Role[] {
  const values = Array.isArray(claim) ? claim : [claim];
  const roles = values.map((value) => oidc.roles.get(String(value))).filter((role) => role !== undefined);
  return [...new Set(roles)].sort();
}

function nameOf({ preferred_username: preferred, email, name, sub }: client.IDToken): string {
  return String(preferred ?? email ?? name ?? sub);
}
