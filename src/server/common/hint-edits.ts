import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { HintAnswer, HintRefusal } from '../../analysis/hint-edit.ts';
import { MAX_ESTIMATED_ENTRIES } from '../../simulator/index.ts';
import type { HintEditParams, HintEditResult } from '../../protocol/requests.ts';
import { wireEdits } from './code-actions.ts';

/** True for a question this server can answer; what a client sends is not trusted. */
export function isHintQuestion({ uri, source, hint, range }: Partial<HintEditParams>): boolean {
  const isHint =
    hint === 'suggested' ||
    (Number.isInteger(hint) && Number(hint) > 0 && Number(hint) <= MAX_ESTIMATED_ENTRIES);
  return typeof uri === 'string' && typeof source === 'string' && isHint && range !== undefined;
}

/** An answer in the words and positions of the protocol. */
export function hintEditResult(answer: HintAnswer, document: TextDocument): HintEditResult {
  if (answer.kind === 'refused') return { reason: reasonText(answer.why) };
  const { title, edits, review } = answer;
  return {
    title,
    version: document.version,
    edits: wireEdits(document, edits),
    ...(review === undefined ? {} : { review }),
  };
}

/** Said where nothing is known of the document any more. */
export function notOpenText(): string {
  return l10n.t('The file is not open, too large or excluded, so nothing can be written there.');
}

/** Said where looking for the place failed; the log tells why. */
export function failedText(): string {
  return l10n.t('The hint could not be written. The output of Bucketwise says why.');
}

function reasonText(why: HintRefusal): string {
  switch (why) {
    case 'changed':
      return l10n.t('The code has changed since it was simulated. Simulate the map again.');
    case 'made elsewhere':
      return l10n.t('No map is made at this place, so there is nothing to give a hint to.');
    case 'generated':
      return l10n.t('The file is generated: a hint would be gone when it is generated again.');
    case 'entries':
      return l10n.t('The literal starts with entries, and only make takes a hint.');
    case 'comment':
      return l10n.t('A comment in the literal would be lost.');
    case 'address':
      return l10n.t('The address of the literal is taken, and what make gives has none.');
    case 'make':
      return l10n.t('A name of the program hides the built-in make there.');
    case 'call':
      return l10n.t('The hint that is there calls a function, which may do more than count.');
    case 'last use':
      return l10n.t(
        'What the hint that is there reads is used nowhere else, so the code would no longer compile.',
      );
    case 'same':
      return l10n.t('The map has this hint already.');
    case 'no suggestion':
      return l10n.t('The code does not show how many entries the map gets, so there is no hint to suggest.');
  }
}
