import { Failure } from '../../ground/failure.ts';

/** Where an error is. */
export interface LinePlace {
  readonly path: string;
  readonly number: number;
}

/**
 * The lines that AWS's dialect calls errors, and those that would give somebody another account's credentials. No
 * message shows what the line holds: it may be half of a secret.
 */

export function outsideOfSections(place: LinePlace): Failure {
  return failure(place, 'a setting comes before the first header', headerHint);
}

export function continuationOutsideOfSections(place: LinePlace): Failure {
  return failure(place, 'an indented line comes before the first header', headerHint);
}

export function continuationOfNothing(place: LinePlace): Failure {
  return failure(place, 'an indented line follows a header', unindentHint);
}

/** Read as a continuation, it would put its settings into the profile above. */
export function indentedHeader(place: LinePlace): Failure {
  return failure(place, 'a header is indented', unindentHint);
}

export function indentedSecret(place: LinePlace): Failure {
  return failure(
    place,
    'a secret is on an indented line, which makes it part of the setting above',
    unindentHint,
  );
}

export function indentedSetting(place: LinePlace): Failure {
  return failure(
    place,
    'a setting is on an indented line, which makes it part of the setting above',
    unindentHint,
  );
}

export function unclosedHeader(place: LinePlace): Failure {
  return failure(place, 'a header lacks its "]"', 'add the "]"');
}

export function moreAfterHeader(place: LinePlace): Failure {
  return failure(
    place,
    'something follows the "]" of a header',
    'remove what follows the "]", or put `#` before it',
  );
}

export function noEqualsSign(place: LinePlace): Failure {
  return failure(
    place,
    'a line has no "="',
    'write it as `name = value`, or begin the line with `#`',
  );
}

export function noName(place: LinePlace): Failure {
  return failure(place, 'a setting has no name', 'write a name before the "="');
}

const headerHint = 'put a header such as `[default]` or `[profile NAME]` above it';
const unindentHint = 'remove the blanks at the beginning of the line';

function failure({ path, number }: LinePlace, message: string, hint: string): Failure {
  return new Failure('configuration', `${message} (${path}:${number})`, [hint]);
}
