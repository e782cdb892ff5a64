import { t } from './text';

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** Formats a size in bytes as `2.1 MB`, in the language of the UI. */
export function sizeText(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(t('date_language'), {
    style: 'unit',
    unit: units[step],
    // The short name of a byte has no plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1_000 ** step);
}
