import { defineBackground } from 'wxt/utils/define-background';
import { onFlowChanged } from '@/utils/flow/history-recorder';
import { recordFlows } from '@/utils/flow/record';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import { routeMessages } from '@/utils/messages/router';
import { tellPanels } from '@/utils/messages/tell-panels';
import { revokeCookiesAfterCheck } from '@/utils/org/api';

export default defineBackground(() => {
  recordFlows((tabId) => void onFlowChanged(tabId));
  routeMessages(contentMessages, pageMessages);
  tellPanels();
  revokeCookiesAfterCheck();
});
