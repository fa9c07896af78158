/** What a profile's `credential_process` has to be for AWS's tools to get its credentials from awsmfa. */
export function credentialProcessLine(profile: string): string {
  return `awsmfa credential-process --profile ${word(profile)}`;
}

/** Quoted where one of the two ways to split such a line would need it: see `splitCommand`. */
function word(profile: string): string {
  return /^[\w.@%+:,/-]+$/.test(profile) ? profile : `"${profile.replaceAll(/(["\\])/g, '\\$1')}"`;
}
