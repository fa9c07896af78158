import { Failure } from '../../ground/failure.ts';
import { describeOrigin, type Sourced } from '../../ground/origin.ts';

/** Reads `team=platform, cost-centre=42`. A value may hold `=`; a tag without one is an error. */
export function parseSessionTags(setting: Sourced): Readonly<Record<string, string>> {
  const tags = parseList(setting).map((tag): [string, string] => {
    const equals = tag.indexOf('=');
    if (equals < 1) throw notATag(tag, setting);
    return [tag.slice(0, equals).trim(), tag.slice(equals + 1).trim()];
  });
  return Object.fromEntries(tags);
}

/** Reads a comma-separated list; empty elements fall away. */
export function parseList(setting: Sourced): readonly string[] {
  return setting.value
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

function notATag(tag: string, setting: Sourced): Failure {
  return new Failure(
    'configuration',
    `session tag "${tag}" (${describeOrigin(setting.origin)}) has no value`,
    ['write session tags as `key=value,key=value`'],
  );
}
