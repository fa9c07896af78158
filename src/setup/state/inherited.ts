import type { ProfileGraph } from '../../config/graph.ts';
import { inheritedSettings } from '../../config/lint/inherited-settings.ts';

/**
 * Why a line in this profile would be ignored: the AWS CLI and boto3 add a setting of `[DEFAULT]` that wins. Undefined
 * if it would be used.
 */
export function overruling(name: string, graph: ProfileGraph): string | undefined {
  const inherited = graph.lookThrough((file) =>
    // The line itself makes a section in the config file.
    file.source.kind === 'config' || file.blocks({ type: 'profile', name }).length > 0
      ? inheritedSettings(file.source)
      : [],
  );
  const over = inherited.find(
    ({ key, file }) =>
      beforeLine.test(key) || (file === 'credentials' && key === 'aws_access_key_id'),
  );
  return (
    over &&
    `gets \`${over.key}\` of \`[DEFAULT]\` (${over.path}:${over.line}) in the AWS CLI and boto3, over any line`
  );
}

/** What botocore looks for before it looks for a line. */
const beforeLine = /^(?:role_arn|web_identity_token_file|sso_session|sso_start_url|login_session)$/;
