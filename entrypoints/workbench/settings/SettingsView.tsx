import { useEffect, useMemo, useState } from 'preact/hooks';
import { Choice, type Option } from '@/components/workbench/Choice';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { OpenedList } from '@/components/workbench/OpenedList';
import { CheckResult, resultOf } from '@/components/workbench/settings/CheckResult';
import { PairLine, pairText } from '@/components/workbench/settings/PairLine';
import { RegisteredLists } from '@/components/workbench/settings/RegisteredLists';
import { Working } from '@/components/workbench/Working';
import { providerById } from '@/providers';
import { settingsRulesOf } from '@/providers/settings-rules';
import { checkMarkdown } from '@/utils/apps/check-markdown';
import { checkSettings, noSettings } from '@/utils/apps/check-settings';
import type { SettingsCheck } from '@/utils/apps/types';
import { missingFiles } from '@/utils/files/join-apps';
import { t } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { openedLines } from '../opened-lines';
import { go } from '../route';
import { useSliced } from '../use-sliced';
import type { ViewProps } from '../view-props';
import { openedChoices, type RequestChoice, type SettingsChoice, templateChoices } from './choices';
import { type Choices, isComparable, NONE, pairOf } from './pair';

const nothingOpened: Pick<Choices, 'opened' | 'requests'> = { opened: [], requests: [] };

/** Compares what an app asks for with what it is registered for. */
export function SettingsView({ path: [chosen, asked], session }: ViewProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const templates = useMemo(templateChoices, []);
  const { result: read = nothingOpened, isDone: isRead } = useSliced(openedChoices, session.items);
  const choices = useMemo(() => ({ templates, ...read }), [read]);
  const { opened, requests } = choices;
  const { result: pair, isDone: isPaired } = useSliced(pairOf, chosen, asked, choices);
  const { settings, request, state = null } = pair ?? {};
  const isDone = isRead && isPaired;
  const check = useMemo(() => checkOf(settings, request), [settings, request]);
  useEffect(() => setCopied(null), [check]);
  const chooseSettings = (key: string) => {
    // A request that was only shown because it is of the app shown before is not the user's choice.
    const next = [...opened, ...templates].find((one) => one.key === key);
    const isOfSame = settings === undefined && (!next || !request || isComparable(next, request, opened));
    const isKept = isOfSame || request?.key === asked || asked === NONE;
    go('settings', key || NONE, ...(isKept && requests.length > 0 ? [request?.key ?? NONE] : []));
  };
  const [added, setAdded] = useState<ReadonlySet<string> | null>(null);
  // What was opened last is what the user wants to see, unless they chose what to compare it with.
  useEffect(() => {
    if (!added || !isDone) return;
    setAdded(null);
    const isNew = ({ position }: { position: number }) => added.has(session.items[position]?.id ?? '');
    const newest = requests.find(isNew);
    if (opened.some(isNew)) go('settings');
    else if (newest) {
      const isKept = settings !== undefined && settings.key === chosen && isComparable(settings, newest, opened);
      go('settings', ...(isKept ? [settings.key, newest.key] : []));
    }
  }, [added, isDone]);
  const open = async (contents: readonly (File | string)[]) => setAdded(new Set((await session.open(contents)).map(({ id }) => id)));
  const copy = async (text: string) => {
    setCopied(null);
    setCopied(await copyText(text));
  };
  return (
    <>
      <ViewTitle title={t('workbench_title_settings')} text={t('workbench_settings_text')} />
      <Intake
        label={t('workbench_settings_intake')}
        reading={session.reading}
        onOpen={(contents) => void open(contents)}
        onCancel={session.cancel}
      />
      <OpenedList lines={openedLines(session.items)} onRemove={session.remove} />
      <div class="sr-tools">
        <Choice
          label={t('workbench_settings_of')}
          value={settings?.key ?? ''}
          options={[
            ['', t('workbench_settings_none')],
            ...(opened.length > 0 ? [{ title: t('workbench_settings_files'), options: optionsOf(opened) }] : []),
            { title: t('workbench_settings_templates'), options: optionsOf(templates) },
          ]}
          onChange={chooseSettings}
        />
        {requests.length > 0 && (
          <Choice
            label={t('workbench_settings_request')}
            value={request?.key ?? ''}
            options={[['', t('workbench_settings_no_request')], ...optionsOf(requests)]}
            onChange={(key) => go('settings', settings?.key ?? NONE, key || NONE)}
          />
        )}
      </div>
      <p class="sr-hidden" role="status">
        {copied === null
          ? [settings && check && resultOf(check), state && pairText(state)].filter(Boolean).join('. ')
          : t(copied ? 'workbench_copied' : 'workbench_not_copied')}
      </p>
      {state && <PairLine state={state} />}
      {pair === undefined || (requests.length + opened.length === 0 && !isDone) ? (
        <Working isDone={false} />
      ) : settings ? (
        <div class="sr-parts" aria-busy={!isDone}>
          <Chosen
            settings={settings}
            check={check}
            isOtherProvider={request !== undefined && check === null}
            onCopy={(text) => isDone && void copy(text)}
          />
        </div>
      ) : (
        <>
          <p class="sr-muted">{t(requests.length > 0 ? 'workbench_settings_choose' : 'workbench_settings_empty')}</p>
          {check && <CheckResult check={check} comparedWith={null} onCopy={(text) => void copy(text)} />}
        </>
      )}
    </>
  );
}

const optionsOf = (choices: readonly { key: string; name: string }[]) => choices.map(({ key, name }): Option => [key, name]);

/**
 * Compares the two; without settings it only finds what could be safer. Null without a request, or
 * if they are of different providers.
 */
function checkOf(registered: SettingsChoice | undefined, requested: RequestChoice | undefined): SettingsCheck | null {
  const owner = requested && providerById(requested.request.provider);
  if (!registered) return owner ? checkSettings(owner, noSettings, requested.request) : null;
  if (requested?.request.provider !== registered.provider) return null;
  return checkSettings(registered.owner, registered.settings, requested.request, { isGuess: registered.template?.isStated === false });
}

interface ChosenProps {
  settings: SettingsChoice;
  check: SettingsCheck | null;
  isOtherProvider: boolean;
  onCopy(text: string): void;
}

function Chosen({ settings: { owner, settings, template, name }, check, isOtherProvider, onCopy }: ChosenProps) {
  const rules = settingsRulesOf(owner.id);
  const isGuess = template?.isStated === false;
  const ids = [...settings.required, ...settings.conditionallyRequired, ...settings.optional];
  const known = new Map(ids.map((id) => [id, owner.knowledge.findScope(id) ?? { label: '' }] as const));
  return (
    <>
      {isOtherProvider && <p class="sr-empty__text">{t('workbench_settings_other_provider', name)}</p>}
      {check && (
        <CheckResult
          check={check}
          comparedWith={isGuess ? 'guess' : 'settings'}
          onCopy={onCopy}
          onCopyAll={() => onCopy(checkMarkdown(name, check))}
        />
      )}
      <RegisteredLists
        settings={settings}
        known={known}
        template={template && { source: template.profile.source.title, isStated: template.isStated }}
        missingFiles={missingFiles(owner.id, settings)}
        text={rules?.formatSettings(settings) ?? ''}
        onCopy={onCopy}
      />
    </>
  );
}
