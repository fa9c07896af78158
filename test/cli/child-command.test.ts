import { describe, expect, test } from 'vitest';
import { splitChildCommand } from '../../src/cli/arguments/child-command.ts';

describe('the command of exec begins', () => {
  test.each([
    ['prod -- aws s3 ls', 'prod', 'aws s3 ls'],
    ['prod aws s3 ls', 'prod', 'aws s3 ls'],
    ['-- aws s3 ls', '', 'aws s3 ls'],
    ['prod --region eu-west-1 aws --region x', 'prod --region eu-west-1', 'aws --region x'],
    ['--region eu-west-1 prod aws', '--region eu-west-1 prod', 'aws'],
    ['--region=eu-west-1 prod aws', '--region=eu-west-1 prod', 'aws'],
    ['--no-prompt prod aws', '--no-prompt prod', 'aws'],
    ['--profile prod aws -- x', '--profile prod', 'aws -- x'],
    ['--profile=prod aws', '--profile=prod', 'aws'],
    ['--profile -- aws', '--profile --', 'aws'],
    ['prod -- -- x', 'prod', '-- x'],
    ['--token-code - prod cat', '--token-code - prod', 'cat'],
  ])('%s', (line, own, child) => {
    const words = (text: string) => text.split(' ').filter((word) => word !== '');
    expect(splitChildCommand(['exec', ...words(line)])).toEqual({
      own: ['exec', ...words(own)],
      childCommand: words(child),
    });
  });

  test.each(['', 'prod', '--profile prod', 'prod --region eu-west-1', '--help'])(
    'nowhere in: exec %s',
    (line) => {
      const argv = ['exec', ...line.split(' ')];
      expect(splitChildCommand(argv)).toEqual({ own: argv });
    },
  );

  test('nowhere in other commands', () => {
    const argv = ['export', 'prod', '--', 'x'];
    expect(splitChildCommand(argv)).toEqual({ own: argv });
  });
});
