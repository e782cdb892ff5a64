import { defineBackground } from 'wxt/utils/define-background';
import { followFlow } from '@/utils/flow/note';
import { recordFlows } from '@/utils/flow/record';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import { routeMessages } from '@/utils/messages/router';
import { tellPanels } from '@/utils/messages/tell-panels';
import { watchPermission } from '@/utils/org/ask';

export default defineBackground(() => {
  recordFlows((tabId) => void followFlow(tabId));
  routeMessages(contentMessages, pageMessages);
  tellPanels();
  watchPermission();
});
