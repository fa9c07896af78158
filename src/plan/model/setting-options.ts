import type { SettingName } from './request.ts';

/** An option that is given in place of a setting of the profile. */
interface SettingOption {
  readonly flag: string;
  readonly value: string;
  readonly setting: SettingName;
  readonly help: string;
}

/** Of every command that resolves a profile. */
export const settingOptions: readonly SettingOption[] = [
  {
    flag: '--region',
    value: 'REGION',
    setting: 'region',
    help: 'region to use and to hand on',
  },
  {
    flag: '--role-arn',
    value: 'ARN',
    setting: 'role_arn',
    help: 'role to assume; without a profile, from the environment’s keys',
  },
  {
    flag: '--source-profile',
    value: 'NAME',
    setting: 'source_profile',
    help: 'profile whose credentials assume the role',
  },
  {
    flag: '--external-id',
    value: 'ID',
    setting: 'external_id',
    help: 'external id the role asks for',
  },
  {
    flag: '--role-session-name',
    value: 'NAME',
    setting: 'role_session_name',
    help: 'name of the session in CloudTrail',
  },
  {
    flag: '--mfa-serial',
    value: 'SERIAL',
    setting: 'mfa_serial',
    help: 'ARN or serial number of the MFA device',
  },
  {
    flag: '--mfa-strategy',
    value: 'session|direct',
    setting: 'mfa_strategy',
    help: 'send the code with GetSessionToken or AssumeRole',
  },
];
