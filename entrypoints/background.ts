import { defineBackground } from 'wxt/utils/define-background';
import { showBadge } from '@/utils/flow/badge';
import { recordFlows } from '@/utils/flow/record';
import { serveMessages } from '@/utils/messages/handlers';
import { watchPermission } from '@/utils/org/ask';

export default defineBackground(() => {
  recordFlows((tabId) => void showBadge(tabId));
  serveMessages();
  watchPermission();
});
