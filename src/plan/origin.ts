import type { Origin } from './plan.ts';

/** `~/.aws/config:12`, `--role-arn`, `AWS_REGION`, `default`: for messages and `explain`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'option':
    case 'environment':
      return origin.name;
    case 'default':
      return 'default';
  }
}
