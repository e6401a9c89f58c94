import * as vscode from 'vscode';
import type { RemarksAt } from '../../protocol/requests.ts';
import { toRange } from './wire-range.ts';

/** Shows one place itself, several in a peek window with the way to each. */
export async function showRemarks(given: unknown): Promise<void> {
  if (!isRemarksAt(given)) return;
  const { places, position } = given;
  const uri = vscode.Uri.parse(given.uri, true);
  const locations = places.map((range) => new vscode.Location(uri, toRange(range)));
  await vscode.commands.executeCommand(
    'editor.action.goToLocations',
    uri,
    new vscode.Position(position.line, position.character),
    locations,
    locations.length === 1 ? 'goto' : 'peek',
  );
}

function isRemarksAt(value: unknown): value is RemarksAt {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, position, places } = value as Partial<RemarksAt>;
  return (
    typeof uri === 'string' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number' &&
    Array.isArray(places)
  );
}
