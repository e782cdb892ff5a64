import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import '@/components/popup/popup.css';
import { render } from 'preact';
import { activeTab } from './active-tab';
import { Popup } from './Popup';

const tabId = await activeTab(location.search);
render(<Popup tabId={tabId} />, document.getElementById('app') as HTMLElement);
