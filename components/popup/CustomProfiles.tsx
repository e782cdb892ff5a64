import { t, tPlural } from '@/utils/text/text';
import { ListItemHeader } from './ListItemHeader';

/** An app profile that the user added. */
export interface CustomProfileRow {
  key: string;
  name: string;
  provider: string;
  /** How many scopes the profile calls required. */
  required: number;
  /** How many scopes the profile calls optional. */
  optional: number;
  /** When it was added, milliseconds since the epoch. */
  at: number;
}

interface Props {
  profiles: readonly CustomProfileRow[];
  onSave(key: string): void;
  onDelete(key: string): void;
}

/** Lists the user's own app profiles. Each can be saved as a file or deleted. */
export function CustomProfiles({ profiles, onSave, onDelete }: Props) {
  if (profiles.length === 0) return null;
  return (
    <section class="sr-remembered" aria-labelledby="own-profiles">
      <h2 class="sr-heading sr-section" id="own-profiles">
        {t('custom_profile_title')}
      </h2>
      <ul>
        {profiles.map((profile) => {
          const name = t('review_subject', profile.name, profile.provider);
          return (
            <li key={profile.key} class="sr-recent sr-recent--own">
              <ListItemHeader app={profile.name} name={name} at={profile.at} />
              <span class="sr-recent__out">{tPlural('custom_profile_scopes', profile.required, profile.optional)}</span>
              <span class="sr-recent__forget sr-recent__buttons">
                <button type="button" class="sr-link" aria-label={t('custom_profile_save_named', name)} onClick={() => onSave(profile.key)}>
                  {t('custom_profile_save')}
                </button>
                <button
                  type="button"
                  class="sr-link"
                  aria-label={t('custom_profile_delete_named', name)}
                  onClick={() => onDelete(profile.key)}
                >
                  {t('custom_profile_delete')}
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
