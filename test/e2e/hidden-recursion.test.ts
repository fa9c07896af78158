import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { exampleWorld } from '../stand-in/example-world.ts';
import { type Home, testIn } from '../support/awsmfa.ts';

const test = testIn(exampleWorld);

/** A `credential_process` that starts awsmfa with none of our variables but what it cannot do without. */
function forgetful(home: Home, call: string, more = ''): string {
  const file = home.path('bin/forgetful');
  const kept = ['PATH', 'HOME', 'NODE_OPTIONS', 'BUN_OPTIONS', 'AWSMFA_TEST_RECORD'];
  const variables = kept.map((name) => `${name}="$${name}"`).join(' ');
  home.write('bin/forgetful', `#!/bin/sh\nenv -i ${variables} ${more} ${call}\n`);
  chmodSync(file, 0o755);
  return file;
}

const app = 'credential-process --profile app';
const role = 'role_arn = arn:aws:iam::222222222222:role/open\nsource_profile = wrapped\n';

describe.skipIf(process.platform === 'win32')('a helper that hides who started it', () => {
  test('is stopped in the second run of awsmfa', async ({ home }) => {
    home.config(`[profile app]\ncredential_process = ${forgetful(home, `awsmfa ${app}`)}\n`);
    const { status, stdout, stderr } = await home.run(app.split(' '));
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain('profile "app" depends on itself');
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('is stopped before it waits for our lock', async ({ home }) => {
    const wrapped = forgetful(home, `awsmfa ${app}`);
    home.config(`[profile app]\n${role}[profile wrapped]\ncredential_process = ${wrapped}\n`);
    const { status, stderr } = await home.run(app.split(' '));
    expect(status).toBe(3);
    expect(stderr).toContain('profile "wrapped" depends on itself');
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('is stopped when it comes round by way of another profile', async ({ home }) => {
    const call = 'awsmfa credential-process --profile other';
    home.config(
      `[profile app]\ncredential_process = ${forgetful(home, call)}\n` +
        `[profile other]\ncredential_process = sh -c "exec env -u AWSMFA_RESOLVING awsmfa ${app}"\n`,
    );
    expect(await home.run(app.split(' '))).toMatchObject({ status: 3, stdout: '' });
    expect(home.record.awsmfa()).toHaveLength(3);
  });

  test('is no recursion where it reads other files', async ({ home }) => {
    const elsewhere = `AWS_CONFIG_FILE='${home.path('elsewhere')}'`;
    home.write('elsewhere', `[profile app]\ncredential_process = sh -c "cat ~/answer"\n`);
    home.write('answer', '{"Version":1,"AccessKeyId":"AKIAOTHER","SecretAccessKey":"s"}');
    home.config(
      `[profile app]\ncredential_process = ${forgetful(home, `awsmfa ${app}`, elsewhere)}\n`,
    );
    const { status, stdout } = await home.run(app.split(' '));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ AccessKeyId: 'AKIAOTHER' });
  });

  test('that changes its arguments each time is stopped after ten rounds', async ({ home }) => {
    const growing = `awsmfa ${app} --role-session-name "r$(date +%N)" --no-cache`;
    home.config(`[profile app]\ncredential_process = ${forgetful(home, growing)}\n`);
    expect(await home.run(app.split(' '))).toMatchObject({ status: 3, stdout: '' });
    expect(home.record.awsmfa()).toHaveLength(11);
  });
});
