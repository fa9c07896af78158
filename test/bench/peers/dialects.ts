import { jane, keySection, phone } from '../../support/five-accounts.ts';
import { type Profile, timed } from '../world.ts';
import type { Place } from './peer.ts';

/** The same profiles as different tools want them written. Each gives files by their paths in a home. */
type Files = Readonly<Record<string, string>>;

const region = 'eu-west-1';
const regionOfDefault = `[default]\nregion = ${region}\n`;
const management = `${regionOfDefault}
[profile management]\nregion = ${region}\nmfa_serial = ${phone}\n`;
const keys = keySection('management', jane);

/** As the AWS CLI reads them, and most tools after it. */
export function nativeFiles(profiles: readonly Profile[]): Files {
  return files(
    profiles,
    ({ name, roleArn }) => `[profile ${name}]
region = ${region}
role_arn = ${roleArn}
source_profile = management
mfa_serial = ${phone}
`,
  );
}

/** As awsmfa's README has them. */
export function wiredFiles(profiles: readonly Profile[], { endpoint }: Place): Files {
  return files(
    profiles,
    ({ name, roleArn }) => `[profile ${name}]
credential_process = awsmfa credential-process --profile ${name}
region = ${region}
awsmfa_role_arn = ${roleArn}
awsmfa_source_profile = management
endpoint_url = ${endpoint}
`,
  );
}

/** The same, but a profile has a session in the credentials file, so that nothing has to be asked or run for it. */
export function sessionFiles(profiles: readonly Profile[], { session }: Place): Files {
  const others = nativeFiles(profiles.filter(({ name }) => name !== timed));
  return {
    '.aws/config': `${others['.aws/config'] ?? ''}\n[profile ${timed}]\nregion = ${region}\n`,
    '.aws/credentials': `${keySection(timed, session)}aws_session_token = ${session.sessionToken}\n`,
  };
}

/** One section of long-term keys for each profile, with the role in it. */
export function awsMfaFiles(profiles: readonly Profile[]): Files {
  const sections = profiles.map(
    ({ name, roleArn }) =>
      `${keySection(`${name}-long-term`, jane)}aws_mfa_device = ${phone}\nassume_role = ${roleArn}\n`,
  );
  return { '.aws/config': regionsOf(profiles), '.aws/credentials': sections.join('\n') };
}

/** A session under the name `mfa`, and roles that start from it. */
export function sharedSessionFiles(profiles: readonly Profile[]): Files {
  const roles = files(
    profiles,
    ({ name, roleArn }) => `[profile ${name}]
region = ${region}
role_arn = ${roleArn}
source_profile = mfa
`,
  );
  const key = `${keySection('mfa-long-term', jane)}aws_mfa_device = ${phone}\n`;
  return { ...roles, '.aws/credentials': key };
}

export function vegasFiles(profiles: readonly Profile[]): Files {
  return files(
    profiles,
    ({ name, roleArn }) => `[profile ${name}]
region = ${region}
credential_process = vegas-credentials assume --profile ${name}
vegas_role_arn = ${roleArn}
vegas_source_profile = management
`,
  );
}

function files(profiles: readonly Profile[], section: (profile: Profile) => string): Files {
  const config = [management, ...profiles.map(section)].join('\n');
  return { '.aws/config': config, '.aws/credentials': keys };
}

function regionsOf(profiles: readonly Profile[]): string {
  const sections = profiles.map(({ name }) => `[profile ${name}]\nregion = ${region}\n`);
  return [regionOfDefault, ...sections].join('\n');
}
