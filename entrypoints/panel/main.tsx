import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import { render } from 'preact';
import { setDocumentLanguage } from '../app/document-language';
import { Panel } from './Panel';

setDocumentLanguage();
render(<Panel />, document.getElementById('app') as HTMLElement);
