import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import '@/components/popup/popup.css';
import { render } from 'preact';
import { setDocumentLanguage } from '../app/document-language';
import { activeTab } from './active-tab';
import { Popup } from './Popup';

setDocumentLanguage();
const tabId = await activeTab(location.search);
render(<Popup tabId={tabId} />, document.getElementById('app') as HTMLElement);
