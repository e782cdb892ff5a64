import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import '@/components/workbench/workbench.css';
import '@/components/workbench/settings.css';
import '@/components/workbench/inventory.css';
import '@/components/workbench/diagnose.css';
import '@/components/workbench/history.css';
import '@/components/workbench/preferences.css';
import '@/components/workbench/about.css';
import '@/components/workbench/review.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { setDocumentLanguage } from '../app/document-language';
import { Workbench } from './Workbench';

setDocumentLanguage();
render(<Workbench isPrivate={browser.extension.inIncognitoContext} />, document.getElementById('app') as HTMLElement);
