/**
 * What is written to the audit, by area. Closed: an act that has no word here can't be appended, and every word has
 * its sentence in the `audit` catalogue.
 */
const ACTIONS_BY_AREA = {
  access: [
    'sign-in',
    'sign-in-failed',
    'sign-out',
    'session-revoked',
    'purpose-acknowledged',
    'access-refused',
    'token-made',
    'token-revoked',
  ],
  users: [
    'user-created',
    'user-changed',
    'user-deleted',
    'role-changed',
    'password-changed',
    'second-factor-changed',
    'sign-in-link-made',
  ],
  reading: ['report-opened', 'incidents-read', 'exported'],
  loading: [
    'file-uploaded',
    'file-ingested',
    'report-entered',
    'gazetteer-loaded',
    'network-loaded',
    'network-reset',
    'shelters-loaded',
    'patrols-logged',
  ],
  deciding: [
    'review-decided',
    'rule-changed',
    'alert-handled',
    'subscription-changed',
    'setting-changed',
    'patrol-planned',
  ],
  agencies: [
    'agency-changed',
    'source-changed',
    'grant-made',
    'grant-changed',
    'grant-ended',
    'request-made',
    'request-answered',
  ],
  keeping: [
    'backup-made',
    'restored',
    'retention-applied',
    'audit-read',
    'audit-verified',
    'audit-exported',
    'audit-erased',
    'release-made',
    'release-withdrawn',
  ],
} as const;

export type AuditArea = keyof typeof ACTIONS_BY_AREA;
export type AuditAction = (typeof ACTIONS_BY_AREA)[AuditArea][number];

export const AUDIT_AREAS = Object.keys(ACTIONS_BY_AREA) as [AuditArea, ...AuditArea[]];
export const AUDIT_ACTIONS = Object.values(ACTIONS_BY_AREA).flat() as [AuditAction, ...AuditAction[]];

/** The words of one area, in their order. */
export function actionsOf(area: AuditArea): readonly AuditAction[] {
  return ACTIONS_BY_AREA[area];
}
