export interface VSCodeOptions {
  /** Absolute path of the package to install. */
  readonly vsix: string;
  /** False opens folders in Restricted Mode. */
  readonly trusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** 0 takes any free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
  /** Called with the extensions folder before the start, to add more. */
  readonly prepare?: (extensionsFolder: string) => Promise<void>;
}

export interface VSCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What the server printed so far. */
  readonly log: () => string;
  readonly ended: Promise<unknown>;
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>;
}

export function startVSCode(options: VSCodeOptions): Promise<VSCodeServer>;

export function folderAddress(url: string, folder: string, files?: readonly string[]): string;
