import { expect, test } from 'vitest';
import { findProgram } from '../../../src/host/process/find-program.ts';

test.each([
  ['terraform plan', 'terraform'],
  ['.terraform/providers/x/terraform-provider-aws_v5.31.0_x5', 'terraform-provider-aws_v5.31.0_x5'],
  ['/usr/bin/python3.11 /usr/local/bin/aws s3 ls', 'aws'],
  ['python3 -W ignore -u deploy.py --now', 'deploy.py'],
  ['python3 -m awscli s3 ls', 'awscli'],
  ['python3 -c import-boto3', 'python3'],
  ['python3', 'python3'],
  ['node --require ./hook.cjs /usr/lib/node_modules/aws-cdk/bin/cdk deploy', 'cdk'],
  ['ruby /usr/bin/fluentd', 'fluentd'],
  ['java -cp lib/a.jar:lib/b.jar com.example.Main', 'com.example.Main'],
  ['bash -e deploy.sh', 'deploy.sh'],
  [String.raw`C:\Program/aws.exe s3`, 'aws.exe'],
])('%s is known as %s', (commandLine, name) => {
  expect(findProgram(commandLine.split(' '))).toEqual({ kind: 'named', name });
});

test.each([
  'sh -c awsmfa',
  '/bin/bash -ec awsmfa',
  'bash --norc -c awsmfa',
  'fish --command awsmfa',
])('%s only passes a command on', (commandLine) => {
  expect(findProgram(commandLine.split(' '))).toEqual({ kind: 'wrapper' });
});

test.each([
  '-zsh',
  'bash',
  'bash -i',
  'bash --rcfile env.sh -i',
  'bash --rcfile env.sh',
  '/usr/bin/fish',
  '',
])('"%s" is a person', (commandLine) => {
  expect(findProgram(commandLine.split(' '))).toEqual({ kind: 'unnamed' });
});
