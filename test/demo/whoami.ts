// Prints the identity of the profile named on the command line, as a program with the AWS SDK for JavaScript sees it.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const [, , profile = 'default'] = process.argv;

void new STSClient({ profile }).send(new GetCallerIdentityCommand({})).then(
  ({ Account, Arn }) => process.stdout.write(JSON.stringify({ Account, Arn })),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
