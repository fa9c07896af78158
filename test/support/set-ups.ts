import type { AwsFiles } from './awsmfa.ts';
import {
  accounts,
  adminOf,
  jane,
  keySection,
  otherRoles,
  phone,
  plainAccounts,
} from './five-accounts.ts';

/** A native role profile. */
export const withMfa = (name: string, source: string) => `[profile ${name}]
role_arn = ${adminOf('prod')}
source_profile = ${source}
mfa_serial = ${phone}
`;

/** The set-ups of published guides, in the world of `fiveAccounts`. */
export const setUps: Readonly<Record<string, AwsFiles>> = {
  'a jump account': {
    credentials: keySection('default', jane),
    config: withMfa('production', 'default'),
  },
  'a management account and four more': plainAccounts,
  'a profile mfa as the source, and AWS Extend Switch Roles': {
    credentials: `${keySection('management', jane)}[mfa]
aws_access_key_id = ASIAOLD
aws_secret_access_key = old
aws_session_token = old
`,
    config: `[profile management]
mfa_serial = ${phone}
[profile test]
role_arn = ${adminOf('test')}
source_profile = mfa
[profile dev]
aws_account_id = ${accounts.dev}
role_name = admin
source_profile = management
color = ff0000
`,
  },
  'many identities': {
    credentials: keySection('company', jane),
    config: `${withMfa('with-mfa', 'company')}duration_seconds = 1800
[profile without-mfa]
role_arn = ${otherRoles.open}
source_profile = company
[profile from-environment]
role_arn = ${otherRoles.open}
credential_source = Environment
[profile from-instance]
role_arn = ${otherRoles.open}
credential_source = Ec2InstanceMetadata
`,
  },
  'a bastion, with keys in the config file': {
    config: `${keySection('profile bastion', jane)}${withMfa('account1', 'bastion')}`,
  },
};
