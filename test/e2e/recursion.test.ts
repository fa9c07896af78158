import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { exampleWorld } from '../stand-in/example-world.ts';
import { type Home, testIn } from '../support/awsmfa.ts';

const test = testIn(exampleWorld);

function program(home: Home, name: string, script: string): string {
  const file = home.path(`bin/${name}`);
  home.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a profile whose credential_process starts awsmfa again', () => {
  test('behind a wrapper, is refused in the second run', async ({ home }) => {
    const wrapper = program(home, 'wrapper', 'exec awsmfa credential-process --profile app');
    home.config(`[profile app]\ncredential_process = ${wrapper}\n`);
    const { status, stdout, stderr } = await home.helper('app');
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain('profile "app" depends on itself');
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('is recognized whatever its name is', async ({ home }) => {
    const again = "exec awsmfa credential-process --profile 'my prod, new'";
    const wrapper = program(home, 'wrapper', again);
    home.config(`[profile 'my prod, new']\ncredential_process = ${wrapper}\n`);
    const { status } = await home.run(['export', 'my prod, new']);
    expect(status).toBe(3);
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('behind a shell, is refused in the second run', async ({ home }) => {
    home.config(
      '[profile app]\ncredential_process = sh -c "awsmfa credential-process --profile app"\n',
    );
    const { status } = await home.run(['export', 'app']);
    expect(status).toBe(3);
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('by way of another profile, is refused when it comes round', async ({ home }) => {
    const there = program(home, 'there', 'exec awsmfa credential-process --profile other');
    const back = program(home, 'back', 'exec awsmfa credential-process --profile app');
    home.config(
      `[profile app]\ncredential_process = ${there}\n[profile other]\ncredential_process = ${back}\n`,
    );
    const { status, stderr } = await home.helper('app');
    expect(status).toBe(3);
    expect(stderr).toContain('depends on itself');
    expect(home.record.awsmfa()).toHaveLength(3);
  });

  test('for another profile with the same role, is refused before it waits for our lock', async ({
    home,
  }) => {
    const wrapper = program(home, 'wrapper', 'exec awsmfa credential-process --profile second');
    const role = 'role_arn = arn:aws:iam::222222222222:role/open\nsource_profile = wrapped\n';
    home.config(
      `[profile first]\n${role}[profile second]\n${role}[profile wrapped]\ncredential_process = ${wrapper}\n`,
    );
    const { status, stderr } = await home.helper('first');
    expect(status).toBe(3);
    expect(stderr).toContain('profile "wrapped" depends on itself');
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('without a profile, is refused in the second run', async ({ home }) => {
    const call = 'credential-process --role-arn arn:aws:iam::222222222222:role/open';
    const wrapper = program(home, 'wrapper', `exec awsmfa ${call} --source-profile wrapped`);
    home.config(`[profile wrapped]\ncredential_process = ${wrapper}\n`);
    const { status } = await home.run([
      ...call.split(' '),
      '--source-profile',
      'wrapped',
      '--no-cache',
    ]);
    expect(status).toBe(3);
    expect(home.record.awsmfa()).toHaveLength(2);
  });

  test('for another profile, is no recursion', async ({ home }) => {
    const wrapper = program(home, 'wrapper', 'exec awsmfa credential-process --profile base');
    home.config(
      `[profile app]\ncredential_process = ${wrapper}\n[profile base]\nregion = eu-west-1\n`,
    );
    home.credentials('[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n');
    const { status, stdout } = await home.helper('app');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ AccessKeyId: 'AKIABASE' });
  });
});
