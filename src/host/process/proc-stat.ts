/** A process's place among the others. */
export interface ProcessStatus {
  /** Whether it was stopped, as by Ctrl-Z, and waits to be continued. */
  readonly stopped: boolean;
  readonly parentPid: number;
  readonly processGroup: number;
  /** The process that leads its session; undefined where only `ps` can be asked. */
  readonly session: number | undefined;
  /** The group its terminal listens to; not above 0 where there is none, or none in sight of this container. */
  readonly foregroundGroup: number;
  /** The device of its controlling terminal, such as `/dev/pts/3`; undefined where there is none or it has no name. */
  readonly terminal: string | undefined;
}

/**
 * Parses `/proc/PID/stat`.
 *
 * The second field is the program's name in parentheses, which may itself hold spaces and parentheses: the fields
 * with a fixed meaning start after the last one.
 */
export function parseProcStat(stat: string): ProcessStatus | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ...rest] = fields;
  const [parentPid, processGroup, session, device, foregroundGroup] = rest.map(Number);
  if (foregroundGroup === undefined || Number.isNaN(foregroundGroup)) return undefined;
  return {
    stopped: state === 'T',
    parentPid: parentPid ?? 0,
    processGroup: processGroup ?? 0,
    session,
    foregroundGroup,
    terminal: terminalName(device ?? 0),
  };
}

/** The device number as the kernel packs it: twelve bits of major number between the two parts of the minor one. */
function terminalName(device: number): string | undefined {
  const major = (device >>> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (major >= unix98Slaves && major < unix98Slaves + 8) return `/dev/pts/${minor}`;
  if (major === virtualConsoles) return minor < 64 ? `/dev/tty${minor}` : `/dev/ttyS${minor - 64}`;
  return undefined;
}

// From the kernel's list of allocated devices (admin-guide/devices).
const unix98Slaves = 136;
const virtualConsoles = 4;
