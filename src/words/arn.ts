/** The parts of an IAM ARN: `arn:PARTITION:iam::ACCOUNT:RESOURCE`. */
export interface IamArn {
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** `role/path/name`, `mfa/name`, `u2f/user/name`. */
  readonly resource: string;
}

export function parseIamArn(text: string): IamArn | undefined {
  const [, partition, accountId, resource] =
    /^arn:([a-z0-9-]+):(?:iam|sts)::(\d+):(.+)$/.exec(text) ?? [];
  if (partition === undefined || accountId === undefined || resource === undefined)
    return undefined;
  return { partition, accountId, resource };
}

/** `name` of `…:role/path/name`. */
export function lastPart(arn: IamArn): string {
  return arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
}

/** `arn:aws:iam::123456789012:role/path/name`. */
export function isRoleArn(text: string): boolean {
  return /^arn:[a-z0-9-]+:iam::\d{12}:role\/(?:[!-~]*\/)?[\w+=,.@-]+$/.test(text);
}

/** `role_name` may hold a path, with or without a slash in front. */
export function roleArn(partition: string, accountId: string, roleName: string): string {
  return `arn:${partition}:iam::${accountId}:role/${roleName.replace(/^\/+/, '')}`;
}
