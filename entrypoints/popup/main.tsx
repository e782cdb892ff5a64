import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import '@/components/popup/popup.css';
import { render } from 'preact';
import { textsReady } from '@/utils/text/text';
import { setDocumentLanguage } from '../app/document-language';
import { activeTab, isWindow } from './active-tab';
import { Popup } from './Popup';

await textsReady();
setDocumentLanguage();
document.body.classList.toggle('window', isWindow(location.search));
const tabId = await activeTab(location.search);
render(<Popup tabId={tabId} />, document.getElementById('app') as HTMLElement);
