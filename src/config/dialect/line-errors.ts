import { Failure } from '../../ground/failure.ts';

/** Where an error is. */
export interface LinePlace {
  readonly path: string;
  readonly number: number;
}

/**
 * The lines that the dialect calls errors. No message shows what the line holds: it may be half of a
 * secret.
 */

export function outsideOfSections(place: LinePlace): Failure {
  return failure(place, 'expected a profile definition', headerHint);
}

export function continuationOutsideOfSections(place: LinePlace): Failure {
  return failure(place, 'expected a profile definition, found continuation', headerHint);
}

export function continuationOfNothing(place: LinePlace): Failure {
  return failure(
    place,
    'expected a property definition, found continuation',
    'remove the blanks at the beginning of the line',
  );
}

export function unclosedHeader(place: LinePlace): Failure {
  return failure(place, "profile definition must end with ']'", "add the ']'");
}

export function moreAfterHeader(place: LinePlace): Failure {
  return failure(
    place,
    "profile definition must end with ']', but more follows it",
    "remove what follows the ']', or put `#` before it",
  );
}

export function noEqualsSign(place: LinePlace, what: 'property' | 'sub-property'): Failure {
  return failure(
    place,
    `expected an '=' sign defining a ${what}`,
    'write it as `name = value`, or begin the line with `#`',
  );
}

export function noName(place: LinePlace, what: 'property' | 'sub-property'): Failure {
  return failure(place, `${what} did not have a name`, "write a name before the '='");
}

const headerHint = 'put a header such as `[default]` or `[profile NAME]` above it';

function failure({ path, number }: LinePlace, message: string, hint: string): Failure {
  return new Failure('configuration', `${message} (${path}:${number})`, [hint]);
}
