import { expect, test } from 'vitest';
import { overviewOf } from '../../../src/render/list/overview.ts';
import { planOf } from '../../plan/planning.ts';
import { now } from '../../session/scene.ts';
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
