import type { Role } from '../../domain/access/permissions.ts';

/** The user behind a session or a token, as they are at this moment. */
export interface Owner {
  userId: string;
  name: string;
  roles: Role[];
  hasOversight: boolean;
  agencyId: string | null;
  /** The notice in the version asked for was acknowledged. */
  acknowledged: boolean;
}

/** The columns of an owner, of `app_user u`; `$2` is the version of the notice. */
export const OWNER_COLUMNS = `u.user_id as "userId", u.name, u.roles, u.has_oversight as "hasOversight",
  u.agency_id as "agencyId",
  exists (select from purpose_acknowledgement a
          where a.user_id = u.user_id and a.notice_version = $2) as acknowledged`;
