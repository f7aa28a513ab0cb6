import { z } from 'zod';
import { PERMISSIONS, type Permission, ROLES } from '../domain/access/permissions.ts';

export const permissionSchema = z.enum(PERMISSIONS as [Permission, ...Permission[]]);
/** What is a secret of ours: 256 bits in base64url. */
const secretSchema = z.string().regex(/^[\w-]{43}$/);
const moment = z.iso.datetime();

export const meSchema = z.object({
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  agencyId: z.string().nullable(),
  permissions: z.array(permissionSchema),
  notice: z.object({
    version: z.string(),
    acknowledged: z.boolean().describe('until then nothing else opens'),
  }),
});
export type Me = z.infer<typeof meSchema>;

export const linkBodySchema = z.strictObject({
  token: secretSchema,
  code: z.string().max(40).optional().describe('second factor or recovery code, where the user has one'),
});

export const passwordBodySchema = z.strictObject({
  name: z.string().max(200),
  password: z.string().max(1000),
  code: z.string().max(40).optional().describe('second factor or recovery code, where the user has one'),
});

export const signedInSchema = z.object({ name: z.string() });
export type SignedIn = z.infer<typeof signedInSchema>;

export const doneSchema = z.object({ done: z.literal(true) });
export const DONE = { done: true as const };

export const noticeBodySchema = z.strictObject({
  version: z.string().max(40),
  language: z.enum(['es', 'en']).describe('in which it was read'),
});

export const sessionsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      current: z.boolean().describe('the one that asks'),
      via: z.enum(['link', 'password', 'oidc']),
      createdAt: moment,
      lastSeenAt: moment,
      expiresAt: moment,
      address: z.string(),
      device: z.string().describe('as the browser names itself'),
    }),
  ),
});
export type Sessions = z.infer<typeof sessionsSchema>;

export const idPathSchema = z.strictObject({ id: z.uuid() });
