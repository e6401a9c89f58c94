// A named import, so that the bundle holds this one string and not the whole manifest.
import { version } from '../../../package.json';

/** The product's version, as in its manifest. */
export const VERSION: string = version;
