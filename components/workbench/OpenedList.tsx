import { useState } from 'preact/hooks';
import { cutText, unreadableText } from '@/utils/files/cut-text';
import type { FileFormat, Receipt } from '@/utils/files/types';
import { sizeText } from '@/utils/text/size';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { ReceiptCard } from './ReceiptCard';

/** Something that was opened, in one line. */
export interface OpenedLine {
  id: string;
  /** The name of the file, or that it was pasted. */
  name: string;
  /** The size in bytes. */
  size: number;
  format: FileFormat | null;
  /** How many requests, errors, apps and records were found. */
  found: number;
  /** The app that has what was found, together with other files; null if this file has it alone. */
  joinedInto?: string | null;
  /** Why nothing was found; a key of `unreadable_`. */
  reason: string | null;
  receipt: Receipt | null;
}

/** How many lines without a problem are shown until the user asks for all. */
const FOLDED = 4;

/** Whether nothing, or not everything, was read, so that results of other files may look complete. */
const hasProblem = ({ reason, receipt }: OpenedLine) => reason !== null || receipt?.isCut === true;

/** Lists what was opened, and what became of it: how much was found, removed and not understood. */
export function OpenedList({ lines, onRemove }: { lines: readonly OpenedLine[]; onRemove(id: string): void }) {
  const [isWhole, setWhole] = useState(false);
  if (lines.length === 0) return null;
  const first = lines.filter((line) => !hasProblem(line)).slice(0, FOLDED);
  const shown = lines.filter((line) => hasProblem(line) || first.includes(line));
  // A single line below the button would need no more room than the button.
  const isFolded = !isWhole && lines.length > shown.length + 1;
  return (
    <section class="sr-opened" aria-label={t('workbench_opened')}>
      <ul>
        {(isFolded ? shown : lines).map((line) => (
          <Line key={line.id} line={line} onRemove={() => onRemove(line.id)} />
        ))}
      </ul>
      {isFolded && (
        <p class="sr-opened__more">
          <button type="button" class="sr-link" onClick={() => setWhole(true)}>
            {tPlural('workbench_opened_more', lines.length - shown.length)}
          </button>
        </p>
      )}
    </section>
  );
}

function Line({ line, onRemove }: { line: OpenedLine; onRemove: () => void }) {
  const { name, size, format, found, joinedInto = null, reason, receipt } = line;
  const [isOpen, setOpen] = useState(false);
  return (
    <li class="sr-opened__item">
      <div class="sr-opened__line">
        <Icon name={hasProblem(line) ? 'warning' : 'file'} />
        <span>
          <strong dir="auto">{name}</strong> {'\u00b7 '}
          <small>
            {[
              sizeText(size),
              format && tById('workbench_format', format),
              reason === null && (joinedInto === null ? tPlural('workbench_found', found) : t('workbench_joined', joinedInto)),
            ]
              .filter(Boolean)
              .join(' \u00b7 ')}
          </small>
          {reason === null && receipt?.isCut && <small class="sr-opened__reason">{cutText(receipt)}</small>}
          {reason !== null && (
            <small class="sr-opened__reason" role="alert">
              {t('workbench_nothing', unreadableText(reason, receipt?.readUpTo))}
            </small>
          )}
        </span>
        {receipt && (
          <button type="button" class="sr-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('workbench_receipt')}
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} small />
          </button>
        )}
        <button type="button" class="sr-icon-button" aria-label={t('workbench_remove', name)} onClick={onRemove}>
          <Icon name="close" />
        </button>
      </div>
      {isOpen && receipt && <ReceiptCard receipt={receipt} isText={format === 'text'} />}
    </li>
  );
}
