import * as vscode from 'vscode';
import type { WireRange } from '../../protocol/requests.ts';

/** A range as the server writes it, as the editor wants it. */
export function toRange({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
