import { Fragment } from 'preact';
import { t, tById } from '@/utils/text/text';
import { linkTo } from './route';

/** Links to the other views that delete what is stored on this device. */
export function DeleteElsewhere({ views }: { views: readonly string[] }) {
  return (
    <p class="sr-small sr-muted">
      {t('workbench_delete_elsewhere')}
      {views.map((view, index) => (
        <Fragment key={view}>
          {index > 0 ? ' \u00b7 ' : ' '}
          <a class="sr-link" href={linkTo(view)}>
            {tById('workbench_title', view)}
          </a>
        </Fragment>
      ))}
    </p>
  );
}
