// The two calls of a first run, by the SDK's client and nothing else.
import { createBudget } from '../../../src/aws/client/budget.ts';
import { createSts } from '../../../src/aws/sts/sts.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { AssumeRole, GetSessionToken, StsTarget } from '../../../src/plan/model/plan.ts';

const [endpoint = '', mfaSerial = '', roleArn = '', accessKeyId = '', secretAccessKey = ''] =
  process.argv.slice(2);
const code = process.env['AWSMFA_TOKEN_CODE'];

const context = { profile: '', origins: {}, key: '' as GetSessionToken['key'] };
const token: GetSessionToken = {
  ...context,
  kind: 'GetSessionToken',
  mfaSerial,
  durationSeconds: 43_200,
};
const role: AssumeRole = {
  ...context,
  kind: 'AssumeRole',
  roleArn,
  roleSessionName: 'bench',
  durationSeconds: 3600,
};
const target: StsTarget = {
  partition: 'aws',
  region: 'eu-west-1',
  endpoint,
  fips: false,
  dualStack: false,
  globalEndpoint: false,
  origins: {},
};

async function callTwice(): Promise<void> {
  const budget = createBudget(60_000);
  const sts = createSts({ target, profile: '', budget, env: process.env, now: () => new Date() });
  const key = { accessKeyId, secretAccessKey: new Secret(secretAccessKey) };
  const session = await sts.call(token, key, code);
  const { accessKeyId: id } = await sts.call(role, session, undefined);
  process.stdout.write(`${id}\n`);
}

void callTwice();
