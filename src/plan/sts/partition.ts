/**
 * AWS's partitions: the regions they hold, and where their STS is when no region is known (see the AWS SDKs' partitions
 * data).
 */
const partitions: readonly { name: string; regions: RegExp; stsRegion: string }[] = [
  { name: 'aws-cn', regions: /^cn-/, stsRegion: 'cn-northwest-1' },
  { name: 'aws-us-gov', regions: /^us-gov-/, stsRegion: 'us-gov-west-1' },
  { name: 'aws-eusc', regions: /^eusc-/, stsRegion: 'eusc-de-east-1' },
  { name: 'aws-iso', regions: /^us-iso-/, stsRegion: 'us-iso-east-1' },
  { name: 'aws-iso-b', regions: /^us-isob-/, stsRegion: 'us-isob-east-1' },
  { name: 'aws-iso-e', regions: /^eu-isoe-/, stsRegion: 'eu-isoe-west-1' },
  { name: 'aws-iso-f', regions: /^us-isof-/, stsRegion: 'us-isof-south-1' },
];
const commercial = { name: 'aws', stsRegion: 'us-east-1' };

export function partitionOfRegion(region: string): string {
  return (partitions.find(({ regions }) => regions.test(region)) ?? commercial).name;
}

/** The region whose STS serves the partition where nobody named one. */
export function defaultStsRegion(partition: string): string {
  return (partitions.find(({ name }) => name === partition) ?? commercial).stsRegion;
}
