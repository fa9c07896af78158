import { fileKinds } from './config/files.ts';
import { keyKinds } from './config/keys.ts';
import { profileKinds } from './config/profiles.ts';
import { syntaxKinds } from './config/syntax.ts';
import { fishKind } from './environment/fish-variables.ts';
import { keyVariableKinds } from './environment/keys.ts';
import { variableKinds } from './environment/variables.ts';
import { codeKinds } from './lines/codes.ts';
import { lineKinds } from './lines/lines.ts';
import { programKinds } from './lines/programs.ts';
import { awsKinds } from './machine/aws.ts';
import { cacheKinds } from './machine/cache.ts';
import { machineKinds } from './machine/machine.ts';
import { rotationKind } from './machine/rotations.ts';
import type { FindingKind } from './model/finding.ts';

/** Everything that doctor knows of, topic by topic. docs/doctor.md is made of it. */
export const topics: readonly { readonly title: string; readonly kinds: readonly FindingKind[] }[] =
  [
    { title: 'The two files', kinds: fileKinds },
    { title: 'What other tools read otherwise', kinds: syntaxKinds },
    { title: 'Profiles', kinds: profileKinds },
    { title: 'Access keys and sessions in the files', kinds: keyKinds },
    { title: '`credential_process` lines', kinds: lineKinds },
    { title: 'The programs they run', kinds: programKinds },
    { title: 'Where codes come from', kinds: codeKinds },
    { title: 'The environment', kinds: [...keyVariableKinds, ...variableKinds, fishKind] },
    { title: 'The cache', kinds: cacheKinds },
    { title: 'The machine', kinds: [...machineKinds, rotationKind] },
    { title: 'What AWS says, with `--online`', kinds: awsKinds },
  ];

export const findingKinds: readonly FindingKind[] = topics.flatMap(({ kinds }) => kinds);
