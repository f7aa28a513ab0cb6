import { Command, Option } from 'commander';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { ROLES } from '../domain/access/permissions.ts';
import { withDatabase } from './audit/open.ts';
import { addUserVerb, changeUserVerb, listUsersVerb } from './user/accounts.ts';
import { linkVerb, passwordVerb, resetSecondFactorVerb } from './user/credentials.ts';

interface UserFlags {
  role?: string[];
  oversight?: boolean;
  agency?: string;
  json?: boolean;
}

/** `vigia user VERB`: users from the terminal, also while the server runs. Whoever may write the data folder may. */
export function userCommand(config: Config, t: TFunction): Command {
  const text = (key: string) => t(`access:cli.${key}`);
  const user = new Command('user').description(text('command'));
  const role = () => new Option('--role <role...>', text('role')).choices(ROLES);

  user
    .command('add')
    .description(text('add'))
    .argument('<name>', text('name'))
    .addOption(role().makeOptionMandatory())
    .option('--oversight', text('oversight'))
    .option('--agency <id>', text('agency'))
    .action((name: string, flags: UserFlags) =>
      withDatabase(config, t, (database) => addUserVerb(database, config, t, name, rightsOf(flags))),
    );
  user
    .command('list')
    .description(text('list'))
    .option('--json', t('cli:ingest.json'))
    .action((flags: UserFlags) =>
      withDatabase(config, t, (database) => listUsersVerb(database, t, flags.json === true)),
    );
  user
    .command('role')
    .description(text('change'))
    .argument('<name>', text('name'))
    .addOption(role())
    .option('--oversight', text('oversight'))
    .option('--no-oversight', text('noOversight'))
    .option('--agency <id>', text('agency'))
    .action((name: string, flags: UserFlags) =>
      withDatabase(config, t, (database) => changeUserVerb(database, t, name, rightsOf(flags))),
    );
  user
    .command('disable')
    .description(text('disable'))
    .argument('<name>', text('name'))
    .action((name: string) =>
      withDatabase(config, t, (database) => changeUserVerb(database, t, name, { disabled: true })),
    );
  user
    .command('enable')
    .description(text('enable'))
    .argument('<name>', text('name'))
    .action((name: string) =>
      withDatabase(config, t, (database) => changeUserVerb(database, t, name, { disabled: false })),
    );
  user
    .command('link')
    .description(text('link'))
    .argument('<name>', text('name'))
    .action((name: string) => withDatabase(config, t, (database) => linkVerb(database, config, t, name)));
  user
    .command('password')
    .description(text('password'))
    .argument('<name>', text('name'))
    .action((name: string) => withDatabase(config, t, (database) => passwordVerb(database, t, name)));
  user
    .command('reset-totp')
    .description(text('resetTotp'))
    .argument('<name>', text('name'))
    .action((name: string) =>
      withDatabase(config, t, (database) => resetSecondFactorVerb(database, t, name)),
    );
  return user;
}

function rightsOf({ role, oversight, agency }: UserFlags) {
  return {
    ...(role === undefined ? {} : { roles: ROLES.filter((known) => role.includes(known)) }),
    ...(oversight === undefined ? {} : { hasOversight: oversight }),
    ...(agency === undefined ? {} : { agencyId: agency === '' ? null : agency }),
  };
}
