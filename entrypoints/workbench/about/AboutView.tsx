import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { About } from '@/components/workbench/about/About';
import { BrowserSettings } from '@/components/workbench/about/BrowserSettings';
import { SiteAccess } from '@/components/workbench/about/SiteAccess';
import { sessionPermission } from '@/utils/org/api';
import { hostOfPattern } from '@/utils/permissions/overview';
import { t } from '@/utils/text/text';
import { Sample } from './Sample';
import { usePermissions } from './use-permissions';

/** Explains the extension, lets the user try it, and shows and repairs what it may do. */
export function AboutView() {
  const [isTrying, setTrying] = useState(false);
  const { overview, failed, reload } = usePermissions();
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    if (isTrying) document.querySelector<HTMLElement>('.sr-sheet--page h1')?.focus();
  }, [isTrying]);

  const close = () => {
    setTrying(false);
    document.querySelector<HTMLElement>('h1')?.focus();
  };
  const allow = async (id: string) => {
    const hosts = overview?.providers.find((provider) => provider.id === id)?.hosts ?? [];
    const origins = hosts.flatMap(({ host, isGranted }) => (isGranted ? [] : [`https://${host}/*`]));
    const isGranted = await browser.permissions.request({ origins }).catch(() => false);
    setRefused(isGranted ? null : id);
    await reload();
    // The button that had the focus is gone.
    if (isGranted) document.getElementById(`access-${id}`)?.focus();
  };
  const remove = async (permission: Parameters<typeof browser.permissions.remove>[0]) => {
    await browser.permissions.remove(permission).catch(() => false);
    await reload();
    document.getElementById('about-optional')?.focus();
  };
  return (
    <About sample={isTrying && <Sample onClose={close} />} onTry={() => setTrying(true)}>
      {failed && <p role="alert">{t('workbench_about_unreadable')}</p>}
      {overview && (
        <>
          <SiteAccess items={overview.providers} refused={refused} onAllow={(id) => void allow(id)} />
          <BrowserSettings
            {...overview}
            sites={overview.sites.map((pattern) => ({ pattern, host: hostOfPattern(pattern) ?? pattern }))}
            onRemoveSite={(pattern) => void remove({ origins: [pattern] })}
            onRemoveSession={() => void remove(sessionPermission)}
            onOpenShortcuts={() => void openShortcuts()}
            onOpenExtension={import.meta.env.FIREFOX ? null : () => openPage(`chrome://extensions/?id=${browser.runtime.id}`)}
          />
        </>
      )}
    </About>
  );
}

/** Opens a page of the browser, which an ordinary link can't. Edge opens its own for `chrome:`. */
function openPage(url: string): void {
  void browser.tabs.create({ url });
}

/**
 * Firefox has a function for it (from version 137), because its extensions can't open its pages.
 */
function openShortcuts(): Promise<void> | void {
  if (!import.meta.env.FIREFOX) return openPage('chrome://extensions/shortcuts');
  return (browser.commands as unknown as { openShortcutSettings(): Promise<void> }).openShortcutSettings();
}
