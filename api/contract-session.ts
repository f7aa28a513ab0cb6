import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../domain/access/permissions.ts';

export const meSchema = z.object({
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  agencyId: z.string().nullable(),
  permissions: z.array(
    z.enum(PERMISSIONS as [(typeof PERMISSIONS)[number], ...(typeof PERMISSIONS)[number][]]),
  ),
});
export type Me = z.infer<typeof meSchema>;
