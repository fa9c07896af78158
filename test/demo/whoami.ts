// Asks STS who the profile named on the command line is, as any program with the AWS SDK for JavaScript would.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [, , profile = 'default'] = process.argv;

void new STSClient({ profile }).send(new GetCallerIdentityCommand({})).then(
  ({ Account, Arn }) => process.stdout.write(JSON.stringify({ Account, Arn })),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
