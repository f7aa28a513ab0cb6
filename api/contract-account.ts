import { z } from 'zod';
import { LONGEST_PASSWORD } from '../domain/access/password-rule.ts';
import { ROLES } from '../domain/access/permissions.ts';
import { TOKEN_LONGEST_DAYS } from '../domain/access/session-times.ts';
import { permissionSchema } from './contract-session.ts';

const moment = z.iso.datetime();
/** Longer than allowed, so that the rule itself says so. */
const newPassword = z.string().max(LONGEST_PASSWORD * 8);

export const accountSchema = z.object({
  name: z.string(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  external: z.boolean().describe('signs in at the OpenID provider'),
});
export type Account = z.infer<typeof accountSchema>;

export const passwordChangeBodySchema = z.strictObject({
  current: z.string().max(1000).optional().describe('where a password is set'),
  password: newPassword,
});

export const totpProposalSchema = z.object({
  secret: z.string().describe('base32, for typing'),
  uri: z.string().describe('otpauth: what the QR code holds'),
});
export type TotpProposal = z.infer<typeof totpProposalSchema>;

export const codeBodySchema = z.strictObject({ code: z.string().max(40) });

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

export const tokenBodySchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  scopes: z.array(permissionSchema).min(1).describe('of your own permissions'),
  days: z.int().min(1).max(TOKEN_LONGEST_DAYS).describe('until it runs out'),
});

export const madeTokenSchema = z.object({
  id: z.string(),
  token: z.string().describe('shown this once'),
  expiresAt: moment,
});
export type MadeToken = z.infer<typeof madeTokenSchema>;

export const tokensSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      scopes: z.array(permissionSchema),
      createdAt: moment,
      expiresAt: moment,
      lastUsedAt: moment.nullable(),
      expired: z.boolean(),
    }),
  ),
});
export type Tokens = z.infer<typeof tokensSchema>;

const rights = {
  roles: z.array(z.enum(ROLES)),
  oversight: z.boolean().describe('reports that accuse public servants'),
  agencyId: z.string().min(1).max(100).nullable(),
};

export const newUserBodySchema = z.strictObject({ name: z.string().max(200), ...rights });

export const userChangeBodySchema = z
  .strictObject({ ...rights, disabled: z.boolean() })
  .partial()
  .describe('what is absent stays');

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  ...rights,
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  external: z.boolean(),
  createdAt: moment,
  lastSignInAt: moment.nullable(),
});
export type UserRow = z.infer<typeof userSchema>;

export const usersSchema = z.object({ items: z.array(userSchema) });
export type Users = z.infer<typeof usersSchema>;

/** A link that signs in once. */
export const madeLinkSchema = z.object({ link: z.string(), expiresAt: moment });
export type MadeLink = z.infer<typeof madeLinkSchema>;

export const userWithLinkSchema = z.object({ user: userSchema, ...madeLinkSchema.shape });
export type UserWithLink = z.infer<typeof userWithLinkSchema>;
