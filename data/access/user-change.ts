import type { AuditValues } from '../../domain/audit/entry.ts';
import type { User } from './users.ts';

/** A change of a user as the audit tells it: before and after. */
export function changeDetails(before: User, after: User): AuditValues {
  return {
    name: after.name,
    rolesBefore: before.roles,
    roles: after.roles,
    oversightBefore: before.hasOversight,
    oversight: after.hasOversight,
    agencyBefore: before.agencyId,
    agency: after.agencyId,
    disabled: after.disabled,
  };
}
