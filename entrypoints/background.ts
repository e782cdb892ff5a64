import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { listenToInstallation } from '@/utils/background/first-run';
import { onFlowChanged } from '@/utils/background/history-recorder';
import { recordFlows } from '@/utils/flow/record';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import { notifyPanels } from '@/utils/messages/notify-panels';
import { listenToCommands } from '@/utils/messages/open-review';
import { routeMessages } from '@/utils/messages/router';
import { redrawOnPolicyChange } from '@/utils/messages/watch-policy';
import { revokeCookiesAfterCheck } from '@/utils/org/api';
import { hideStorage } from '@/utils/storage/panel-state';
import { deleteExpired } from '@/utils/storage/pruning';
import { textsReady } from '@/utils/text/text';

export default defineBackground(() => {
  void textsReady();
  recordFlows(onFlowChanged);
  routeMessages(contentMessages, pageMessages);
  notifyPanels();
  redrawOnPolicyChange();
  listenToCommands();
  listenToInstallation();
  revokeCookiesAfterCheck();
  hideStorage();
  browser.runtime.onStartup.addListener(() => void deleteExpired(Date.now()));
});
