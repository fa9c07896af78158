import type { KeySource } from '../../plan/model/plan.ts';
import { describeProfile } from '../../words/profile-name.ts';

/** Where a chain starts, in a few words. */
export function describeSource(source: KeySource): string {
  switch (source.kind) {
    case 'static':
      return `${source.temporary ? 'temporary keys' : 'access key'} ${source.accessKeyId} of ${describeProfile(source.profile)}`;
    case 'keychain':
      return `access key ${source.accessKeyId} of ${describeProfile(source.profile)}, in the keychain`;
    case 'environment':
      return `${source.temporary ? 'temporary keys' : 'access key'} ${source.accessKeyId} of the environment`;
    case 'process':
      return `the \`credential_process\` of ${describeProfile(source.profile)}`;
    case 'ec2':
      return 'the EC2 instance metadata';
    case 'container':
      return 'the container credentials endpoint';
    case 'web-identity':
      return `role ${source.roleArn} by web identity`;
    case 'sso':
      return `IAM Identity Center: role ${source.roleName} in account ${source.accountId}`;
    case 'login':
      return `the console login of ${describeProfile(source.profile)}`;
  }
}
