import { type ExportFormat, exportFormats } from '@/components/workbench/ExportMenu';
import { saveFile } from '../app/save-file';

/** Saves a text in one of the forms of the menu. `name` has no ending. */
export function saveExport(name: string, format: ExportFormat, text: string): void {
  const { ending, type } = exportFormats[format];
  saveFile(`${name}.${ending}`, type, text);
}
