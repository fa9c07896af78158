import { Failure } from '../failure.ts';
import { describeOrigin } from './origin.ts';
import type { Sourced } from './request.ts';

/**
 * A session policy is handed on as it stands; AWS would answer one that is no JSON with MalformedPolicyDocument, and
 * not say which line of which file it came from.
 *
 * @throws Failure of kind `configuration` for a text that is no JSON object.
 */
export function checkedPolicy(setting: Sourced): string {
  if (isJsonObject(setting.value)) return setting.value;
  throw new Failure(
    'configuration',
    `the session policy (${describeOrigin(setting.origin)}) is not a JSON object`,
    ['write the policy in one line, or indent the lines below the first'],
  );
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
