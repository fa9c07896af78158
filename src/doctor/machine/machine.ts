import type { FindingKind, Sighting } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';

/** Until when each release of Node gets security fixes: https://github.com/nodejs/release#release-schedule */
const endOfLife: Readonly<Record<number, string>> = {
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};

/** The kinds of file systems that are on another machine, as Linux numbers them. */
const onNetwork: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB',
  0x517b: 'SMB',
  0x5346414f: 'AFS',
  0x00c36400: 'Ceph',
};

export const machineKinds: readonly FindingKind[] = [
  {
    id: 'old-node',
    severity: 'warning',
    title: 'Node is no longer supported',
    why: 'It gets no security fixes any more, and the AWS SDK that awsmfa uses drops such releases.',
    mend: 'Install a supported release of Node, then run `awsmfa doctor` again: lines with the path of the old one have to be changed.',
    find: findOldNode,
  },
  {
    id: 'home-on-network',
    severity: 'warning',
    title: 'the sessions are on a file system of the network',
    why: "Sessions are plain text, and travel to each machine that mounts it. Processes on several machines do not see each other's questions, so that each machine asks for a code.",
    mend: 'Set `AWSMFA_HOME` to a folder on a local disk.',
    find: findNetworkHome,
  },
];

function findOldNode({ nodeVersion, now }: Surroundings): readonly Sighting[] {
  if (nodeVersion === undefined) return [];
  const end = endOfLife[Number.parseInt(nodeVersion, 10)];
  if (end === undefined || now < new Date(end)) return [];
  return [{ what: `Node ${nodeVersion} has had no security fixes since ${end}` }];
}

function findNetworkHome({ cache: { home }, disk }: Surroundings): readonly Sighting[] {
  const type = home === undefined ? undefined : disk.fileSystem(home);
  const name = type === undefined ? undefined : onNetwork[type];
  return name === undefined ? [] : [{ what: `"${home ?? ''}" is on ${name}` }];
}
