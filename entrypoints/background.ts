import { defineBackground } from 'wxt/utils/define-background';
import { providers } from '@/providers';
import { hostMatches } from '@/providers/matches';
import { showBadge } from '@/utils/flow/badge';
import { recordFlows } from '@/utils/flow/record';
import { serveMessages } from '@/utils/messages/handlers';

export default defineBackground(() => {
  const hosts = providers.flatMap((provider) => hostMatches(provider.places));
  recordFlows(hosts, (tabId) => void showBadge(tabId));
  serveMessages();
});
