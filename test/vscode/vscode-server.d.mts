export interface VSCodeOptions {
  /** Absolute paths of the VSIX files to install. */
  readonly packages: readonly string[];
  /** False opens folders in Restricted Mode. */
  readonly trusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** 0 takes any free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
}

export interface VSCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Folder with its user data and extensions. */
  readonly home: string;
  /** What the server printed so far. */
  readonly log: () => string;
  readonly ended: Promise<unknown>;
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>;
}

export function startVSCode(options: VSCodeOptions): Promise<VSCodeServer>;

export function folderAddress(url: string, folder: string, files?: readonly string[]): string;
