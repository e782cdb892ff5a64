import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import { render } from 'preact';
import { Panel } from './Panel';

render(<Panel />, document.getElementById('app') as HTMLElement);
