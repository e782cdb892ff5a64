import { defineBackground } from 'wxt/utils/define-background';
import { followFlow } from '@/utils/flow/note';
import { recordFlows } from '@/utils/flow/record';
import { serveMessages } from '@/utils/messages/handlers';
import { tellPanels } from '@/utils/messages/tell-panels';
import { watchPermission } from '@/utils/org/ask';

export default defineBackground(() => {
  recordFlows((tabId) => void followFlow(tabId));
  serveMessages();
  tellPanels();
  watchPermission();
});
