import { Failure } from '../../ground/failure.ts';
import { parseJsonObject } from '../../words/json-object.ts';
import { describeOrigin, type Sourced } from '../../ground/origin.ts';

/**
 * A session policy is handed on as it is. AWS would reject one that is not JSON with MalformedPolicyDocument, and
 * not say which line of which file it came from.
 *
 * @throws Failure of kind `configuration` for a text that is not a JSON object.
 */
export function checkedPolicy(setting: Sourced): string {
  if (parseJsonObject(setting.value) !== undefined) return setting.value;
  throw new Failure(
    'configuration',
    `the session policy (${describeOrigin(setting.origin)}) is not a JSON object`,
    ['write the policy in one line, or indent the lines below the first'],
  );
}
