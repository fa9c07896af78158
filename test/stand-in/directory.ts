import { parseArn } from './arn.ts';
import { AccessKeys } from './access-keys.ts';
import { userIdentity, type UserIdentity } from './identity.ts';
import { VirtualMfaDevice } from './mfa-device.ts';
import type { Account, LongTermKey, MfaDevice, Role, User, WebIdentity, World } from './world.ts';

/** The world with its cross-references followed, and its devices running. */
export class Directory {
  readonly #world: World;
  readonly keys = new AccessKeys();
  readonly #devices = new Map<string, VirtualMfaDevice>();

  /** @throws Error where the world contradicts itself. */
  constructor(world: World, now: () => Date) {
    this.#world = world;
    for (const role of world.roles ?? []) this.#checkRole(role);
    for (const user of world.users) this.#addUser(user, now);
  }

  account(id: string): Account {
    const account = this.#world.accounts.find((each) => each.id === id);
    return account ?? contradiction(`account "${id}" is not in it`);
  }

  user(account: string, userName: string): UserIdentity | undefined {
    const user = this.#world.users.find(
      (each) => each.account === account && each.userName === userName,
    );
    return user && userIdentity(user, this.#partition(account));
  }

  role(arn: string): Role | undefined {
    return this.#world.roles?.find((role) => role.arn === arn);
  }

  device(serial: string): VirtualMfaDevice | undefined {
    return this.#devices.get(serial);
  }

  webIdentity(token: string): WebIdentity | undefined {
    return this.#world.webIdentities?.find((identity) => identity.token === token);
  }

  #addUser(user: User, now: () => Date): void {
    const identity = userIdentity(user, this.#partition(user.account));
    for (const key of user.accessKeys) this.#addKey(key, identity);
    for (const device of (user.mfaDevices ?? []).filter(showsCodes))
      addOnce(this.#devices, device.serial, new VirtualMfaDevice(device, now));
  }

  #addKey(key: LongTermKey, identity: UserIdentity): void {
    if (this.keys.find(key.accessKeyId)) contradiction(`"${key.accessKeyId}" is in it twice`);
    this.keys.add(key, identity, key.createdAt ?? longAgo);
  }

  #checkRole(role: Role): void {
    const arn = parseArn(role.arn);
    if (!arn?.resource.startsWith('role/')) contradiction(`"${role.arn}" is no role's ARN`);
    else if (arn.partition !== this.#partition(arn.account))
      contradiction(`role "${role.arn}" is not in the partition of its account`);
  }

  #partition(account: string): string {
    return this.account(account).partition ?? 'aws';
  }
}

const longAgo = new Date('2020-01-02T03:04:05Z');

function showsCodes(device: MfaDevice) {
  return device.kind !== 'u2f';
}

function addOnce<T>(map: Map<string, T>, id: string, value: T): void {
  if (map.has(id)) contradiction(`"${id}" is in it twice`);
  map.set(id, value);
}

function contradiction(what: string): never {
  throw new Error(`the stand-in's world does not add up: ${what}`);
}
