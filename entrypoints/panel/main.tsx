import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import { render } from 'preact';
import { textsReady } from '@/utils/text/text';
import { setDocumentLanguage } from '../app/document-language';
import { replaceWhenOrphaned } from './orphaned';
import { Panel } from './Panel';

await textsReady();
setDocumentLanguage();
if (import.meta.env.FIREFOX) replaceWhenOrphaned();
render(<Panel />, document.getElementById('app') as HTMLElement);
