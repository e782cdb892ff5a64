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
import '@/components/workbench/policy.css';
import '@/components/workbench/about.css';
import '@/components/workbench/review.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { textsReady } from '@/utils/text/text';
import { setDocumentLanguage } from '../app/document-language';
import { Workbench } from './Workbench';

await textsReady();
setDocumentLanguage();
const isPrivate = browser.extension.inIncognitoContext;
// Firefox keeps the data for good only if a page asks for it. Because of `unlimitedStorage`, the user is not asked.
if (!isPrivate) void navigator.storage.persist().catch(() => false);
render(<Workbench isPrivate={isPrivate} />, document.getElementById('app') as HTMLElement);
