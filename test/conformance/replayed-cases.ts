/** What awsmfa is held to in a directory case, beyond what the recording says. */
export interface Expectation {
  /** What it says where the Rust SDK has other words for the same error. */
  readonly says?: string;
  /** A heading of docs/decisions/0004-where-awsmfa-differs.md. */
  readonly difference?: string;
  /** The requests it makes instead of the recorded ones. */
  readonly requests?: readonly string[];
  /** What the Rust SDK knows about the credentials and awsmfa does not. */
  readonly without?: 'account_id';
}

const sts = 'POST https://sts.us-east-1.amazonaws.com/ application/x-www-form-urlencoded';
const noProfile = 'there is no profile "default"';

const withoutShell: Expectation = {
  difference: 'A `credential_process` is run without a shell',
  says: 'answered outside the protocol: not a JSON object',
};
const metadataUnasked: Expectation = {
  difference: 'The instance metadata are asked only by name',
  requests: [],
  says: noProfile,
};
const unknownAccount: Expectation = {
  difference: 'The account of a container is not told',
  without: 'account_id',
};
const portal =
  'GET https://portal.sso.us-east-2.amazonaws.com/federation/credentials?account_id=123456789&role_name=MySsoRole';

export const expectations: Readonly<Record<string, Expectation>> = {
  'profile-provider/credential_process': withoutShell,
  'profile-provider/credential_process_account_id_fallback': withoutShell,
  'profile-provider/credential_process_failure': { says: 'which is not on the `PATH`' },
  'profile-provider/credential_process_invalid': { says: 'not a JSON object' },
  'profile-provider/empty_config': { says: noProfile },
  'profile-provider/invalid_config': { says: '/home/.aws/config:2' },
  'profile-provider/invalid_sso_credentials_config': { says: 'lacks `sso_role_name`' },
  'profile-provider/region_override': {
    difference: "A profile's region comes before the environment's",
    requests: [sts],
  },
  'profile-provider/sso_token': { says: 'lacks `sso_role_name`' },

  // In this recording the container's credentials expired years before it was made.
  'default-credential-provider-chain/ecs_assume_role': {
    difference: 'Credentials that have expired are an error',
    requests: ['GET http://169.254.170.2/v2/credentials/52b19262-e7aa-4f56-a1cd-b958dcde8f3b'],
    says: 'have already expired',
  },
  'default-credential-provider-chain/ecs_credentials': unknownAccount,
  'default-credential-provider-chain/ecs_credentials_invalid_profile': unknownAccount,
  'default-credential-provider-chain/eks_pod_identity_credentials': unknownAccount,
  'default-credential-provider-chain/eks_pod_identity_no_token_file': {
    says: '/token.jwt" cannot be read',
  },
  'default-credential-provider-chain/imds_config_with_no_creds': {
    ...metadataUnasked,
    says: 'holds no credentials',
  },
  'default-credential-provider-chain/imds_default_chain_error': metadataUnasked,
  'default-credential-provider-chain/imds_default_chain_retries': metadataUnasked,
  'default-credential-provider-chain/imds_default_chain_success': metadataUnasked,
  'default-credential-provider-chain/imds_disabled': { says: noProfile },
  'default-credential-provider-chain/imds_no_iam_role': { says: 'this EC2 instance has no role' },
  'default-credential-provider-chain/imds_token_fail': { says: 'returned no token' },
  'default-credential-provider-chain/prefer_environment': {
    difference: 'A profile is not overruled by keys in the environment',
    requests: [sts],
    says: 'have expired',
  },
  'default-credential-provider-chain/profile_overrides_web_identity': {
    says: 'has `credential_source = Environment`, but the environment holds no keys',
  },
  'default-credential-provider-chain/sso_no_token_file': { says: 'you are not signed in' },
  'default-credential-provider-chain/sso_server_error': {
    difference: 'A server in trouble is asked twice',
    requests: [portal, portal],
    says: 'answered with a server error',
  },
  'default-credential-provider-chain/web_identity_source_profile_no_env': {
    says: 'lacks `role_arn`',
  },
  'default-credential-provider-chain/web_identity_token_invalid_jwt': {
    says: 'InvalidIdentityTokenException: No OpenIDConnect provider found in your account',
  },
};
