import { expect, test } from 'vitest';
import { overviewOf } from '../../../src/render/list/overview.ts';
import { planOf } from '../../plan/planning.ts';
import type { StoredSession } from '../../../src/session/ports.ts';
import { now, session } from '../../session/scene.ts';
import { graphOf } from '../../support/config-texts.ts';

const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
mfa_serial = arn:aws:iam::111111111111:mfa/jane
[profile a]
role_arn = arn:aws:iam::222222222222:role/a
source_profile = base
[profile b]
role_arn = arn:aws:iam::222222222222:role/b
source_profile = base
`;
const graph = graphOf(config);

test('a session that several profiles share is read once', () => {
  const read: string[] = [];
  const store = {
    get: (key: string) => {
      read.push(key);
      return undefined;
    },
  };
  overviewOf(graph.names(), (profile) => planOf(graph, { profile }), store, { env: {}, now });
  expect(read.toSorted()).toEqual([...new Set(read)].toSorted());
  expect(read).toHaveLength(3);
});

test('a bug is no broken profile', () => {
  const resolve = () => {
    throw new TypeError('a bug');
  };
  expect(() => overviewOf(['a'], resolve, { get: () => undefined }, { env: {}, now })).toThrow(
    'a bug',
  );
});

test('a profile whose session keys have expired is broken, unless a role session of it is left', () => {
  const saml = `[saml]\naws_access_key_id = ASIA\naws_secret_access_key = s\naws_session_token = t\nx_security_token_expires = 2020-01-01T00:00:00Z\n`;
  const files = graphOf(
    '[profile role]\nrole_arn = arn:aws:iam::222222222222:role/a\nsource_profile = saml\n',
    saml,
  );
  const resolve = (profile: string) => planOf(files, { profile });
  const list = (cached: StoredSession | undefined) =>
    overviewOf(files.names(), resolve, { get: () => cached }, { env: {}, now }).profiles;
  const broken = (profile: string) => ({ profile, failure: { word: 'expired' } });
  expect(list(undefined)).toMatchObject([broken('role'), broken('saml')]);
  expect(list(session('ASIAROLE', 42))).toMatchObject([{ outcome: 'cached' }, broken('saml')]);
});
