import type { TextEdit } from '../../base/text.ts';

/** An edit that may leave something for the user to write. */
export interface DraftEdit extends TextEdit {
  /** The part of `newText` that is to be written over. */
  readonly placeholder?: string;
}

/** A text that stands for itself in an LSP snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, String.raw`\$&`);
}

/** A text as a snippet that ends with the placeholder in it selected. */
export function snippetOf(text: string, placeholder: string): string {
  const at = text.lastIndexOf(placeholder);
  if (at === -1) return escapeSnippet(text);
  const before = escapeSnippet(text.slice(0, at));
  const after = escapeSnippet(text.slice(at + placeholder.length));
  return `${before}\${0:${escapeSnippet(placeholder)}}${after}`;
}
