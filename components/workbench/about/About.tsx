import type { ComponentChildren } from 'preact';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { ViewTitle } from '../Frame';

const does = ['review', 'reduce', 'explain'] as const;
const never = ['press', 'add', 'send', 'store'] as const;

interface Props {
  /** The review of the sample; null while it is not shown. */
  sample: ComponentChildren;
  onTry(): void;
  /** What the extension may do, below the text. */
  children: ComponentChildren;
}

/** Says what the extension does and what it never does, and offers to try it. */
export function About({ sample, onTry, children }: Props) {
  return (
    <div class={sample ? 'sr-about sr-about--sample' : 'sr-about'}>
      <div class="sr-about__main">
        <ViewTitle title={t('workbench_about_heading')} text={t('workbench_about_text')} />
        <div class="sr-about__pair">
          <section aria-labelledby="about-does">
            <h2 class="sr-heading" id="about-does">
              {t('workbench_about_does')}
            </h2>
            <ul>
              {does.map((id) => (
                <li key={id}>
                  <Icon name="check" />
                  <span>{tById('workbench_about_does', id)}</span>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="about-never">
            <h2 class="sr-heading" id="about-never">
              {t('workbench_about_never')}
            </h2>
            <ul>
              {never.map((id) => (
                <li key={id}>
                  <Icon name="close" />
                  <span>{tById('workbench_about_never', id)}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        {!sample && (
          <p class="sr-about__try">
            <button type="button" class="sr-button sr-button--primary" onClick={onTry}>
              {t('workbench_about_try')}
            </button>
            <span class="sr-muted">{t('workbench_about_try_text')}</span>
          </p>
        )}
        {children}
      </div>
      {sample && (
        <aside class="sr-about__sample" aria-label={t('workbench_about_sample')}>
          {sample}
        </aside>
      )}
    </div>
  );
}

/** Draws what surrounds the review of the sample, so that nobody takes it for a real request. */
export function SampleFrame({ onClose, children }: { onClose(): void; children: ComponentChildren }) {
  return (
    <>
      <div class="sr-about__label">
        <span class="sr-tag sr-tag--new">{t('workbench_about_sample')}</span>
        <span class="sr-small sr-muted">{t('workbench_about_sample_text')}</span>
        <button type="button" class="sr-icon-button" aria-label={t('workbench_about_close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </>
  );
}
