import { MAX_LINK_LENGTH, setupFromText, setupToText } from './simulator-setup.ts';
import type { SimulatorSetup } from './simulator-setup.ts';

/** Path of the links that open the growth simulator: `vscode://bucketwise.bucketwise/simulate?setup=…`. */
export const SIMULATE_PATH = '/simulate';

/** What a link says, or what is wrong with it. */
export type LinkContent =
  | { readonly kind: 'setup'; readonly setup: SimulatorSetup }
  /** An address of ours that leads nowhere. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too long' }
  /** No setup, or one that this version does not understand. */
  | { readonly kind: 'damaged' };

/**
 * A link that opens the simulator with a setup; undefined where it would be too long.
 * @param base scheme and extension, `vscode://bucketwise.bucketwise`
 */
export function linkTo(setup: SimulatorSetup, base: string): string | undefined {
  const link = `${base}${SIMULATE_PATH}?setup=${toBase64Url(setupToText(setup))}`;
  return link.length > MAX_LINK_LENGTH ? undefined : link;
}

/** Reads path and query of a link. Anybody can make one: whatever is not a setup is refused. */
export function readLink(path: string, query: string): LinkContent {
  if (path !== SIMULATE_PATH) return { kind: 'unknown' };
  if (query.length > MAX_LINK_LENGTH) return { kind: 'too long' };
  const text = fromBase64Url(new URLSearchParams(query).get('setup') ?? '');
  const setup = text === undefined ? undefined : setupFromText(text);
  return setup === undefined ? { kind: 'damaged' } : { kind: 'setup', setup };
}

/** UTF-8 in the 64 characters that no link has to escape (RFC 4648, section 5). */
function toBase64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
