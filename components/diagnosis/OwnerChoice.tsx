import { useId } from 'preact/hooks';
import type { ProviderChoice } from '@/utils/diagnosis/types';
import { t } from '@/utils/text/text';

interface Props {
  choices: readonly ProviderChoice[];
  /** The name of the provider that the text or an address in it names, which proves nothing. */
  named?: string | undefined;
  /** The ID of the chosen provider; null if none is chosen. */
  chosen: string | null;
  onChoose(provider: string): void;
}

/**
 * Asks whose error a pasted text is, where the text does not say so. The answer shows what the
 * provider knows of it.
 */
export function OwnerChoice({ choices, named, chosen, onChoose }: Props) {
  const name = useId();
  return (
    <fieldset class="sr-question">
      <legend>
        {t('owner_question')}
        <span class="sr-question__where">{named ? t('owner_question_named', named) : t('owner_question_where')}</span>
      </legend>
      <div class="sr-segments sr-segments--answers">
        {choices.map((choice) => (
          <label key={choice.id}>
            <input type="radio" name={name} checked={choice.id === chosen} onChange={() => onChoose(choice.id)} />
            {choice.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
