/** Who may do what. A permission that no role has here is nobody's: the default is no. */

export const ROLES = ['administrator', 'steward', 'analyst', 'planner', 'recipient'] as const;
export type Role = (typeof ROLES)[number];

/** Each permission with the roles that have it and what it opens. */
const GRANTED = {
  /** Counts, rates, risk and hotspots by state, stretch and cell, with intervals. */
  'map.read': ['steward', 'analyst', 'planner'],
  /** The fixed release: state or stretch x crime group x closed month, nothing under k. */
  'release.read': ['steward', 'analyst', 'planner', 'recipient'],
  /** Incidents one by one, as points and lists, without the words of their reports. */
  'incidents.read': ['steward', 'analyst'],
  /** A single report, with a typed reason, for an hour, audited. */
  'reports.open': ['analyst'],
  /** Smuggling and drug carrying: patrols that follow them are migration enforcement. */
  'consented.read': ['analyst'],
  /** Who does what where, in tables and figures that tell consented crimes and single states apart. */
  'patterns.read': ['analyst'],
  /** Who told it: the identity of a source, a shelter above all. */
  'sources.read': ['steward', 'analyst'],
  /** One report, entered by hand as an interview. */
  'reports.write': ['steward', 'analyst', 'planner', 'recipient'],
  /** What patterns are set beside: measures of enforcement, exposure by state, what became of complaints. */
  'facts.load': ['steward', 'analyst'],
  /** Files of reports, with mapping, dry run and cancel. */
  'data.load': ['steward'],
  /** Quarantine, doubtful places and doubtful joins: seen and decided. */
  'review.decide': ['steward'],
  /** Alerts, in the form that is safe for every role; to acknowledge them. */
  'alerts.read': ['analyst', 'planner', 'recipient'],
  /** Counts, expectation and place of an alert; to assign, discuss and silence it. */
  'alerts.detail': ['analyst', 'planner'],
  /** Who was sent which message of an alert, when and with what outcome; to try one again. */
  'deliveries.read': ['administrator', 'analyst', 'planner'],
  /** What people are warned of: rules, advice and referral cards. */
  'rules.manage': ['analyst', 'planner'],
  /** Where shelters are, so that no patrol stands at their door: loaded and never shown. */
  'shelters.load': ['administrator', 'steward'],
  /** What patrols were to do, did and found: read and entered. */
  'patrols.log': ['steward', 'analyst', 'planner'],
  /** Patrol plans: where units go, and what that covers. */
  'patrols.read': ['analyst', 'planner'],
  /** To make, save and remove them. */
  'patrols.plan': ['planner'],
  /** Users, roles, tokens and sessions of others. */
  'users.manage': ['administrator'],
  /** Agencies and what they grant each other. */
  'agencies.manage': ['administrator'],
  /** What an agency lets another read, and until when. */
  'grants.manage': ['administrator', 'steward'],
  /** To ask another agency what it knows, and to read its answer. */
  'requests.ask': ['steward', 'analyst', 'planner'],
  /** To answer for the own agency. */
  'requests.answer': ['steward'],
  /** The audit and its export. */
  'audit.read': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type RolePermission = keyof typeof GRANTED;

/** No role has it: it is given to a person, for reports that accuse public servants. */
export const OVERSIGHT = 'officials.read';

export type Permission = RolePermission | typeof OVERSIGHT;

export const PERMISSIONS: readonly Permission[] = [...(Object.keys(GRANTED) as RolePermission[]), OVERSIGHT];

/** What a route or page asks for: a permission, just a session, or nothing at all. */
export type Required = Permission | 'session' | 'public';

/** All that a person with these roles may do. */
export function permissionsOf(roles: readonly Role[], hasOversight: boolean): ReadonlySet<Permission> {
  const granted = (Object.keys(GRANTED) as RolePermission[]).filter((permission) =>
    GRANTED[permission].some((role) => roles.includes(role)),
  );
  return new Set<Permission>(hasOversight ? [...granted, OVERSIGHT] : granted);
}
