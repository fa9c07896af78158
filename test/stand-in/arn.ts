export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly account: string;
  /** Everything after the account: `role/team/deploy`, `user/alice`, `root`. */
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):[^:]*:(\d{12}):(.+)$/.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', account = '', resource = ''] = match;
  return { partition, service, account, resource };
}

/** The name of a user or role, without its path. */
export function resourceName(arn: Arn): string {
  return arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
}

/** Regions outside the partition `aws`, by the beginning of their names. */
const partitionsByRegion: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export function partitionOfRegion(region: string): string {
  return partitionsByRegion.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
