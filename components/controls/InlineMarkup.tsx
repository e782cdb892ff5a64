import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  text: string;
  /** URLs by the keys that the text uses for them. */
  links?: Readonly<Record<string, string>>;
}

/**
 * Renders a text of the locale file that may hold `**bold**` and `[Name](link)`. Everything
 * becomes a text node, and a link whose URL is unknown becomes its bold name.
 */
export function InlineMarkup({ text, links = {} }: Props) {
  const parts = text.split(/(\*\*.+?\*\*|\[[^\]]+\]\(\w+\)|\d{4}-\d\d-\d\d)/);
  return (
    <>
      {parts.map((part, index) => {
        const [, bold] = /^\*\*(.+)\*\*$/.exec(part) ?? [];
        const [, name, key = ''] = /^\[([^\]]+)\]\((\w+)\)$/.exec(part) ?? [];
        // Chromium breaks a line between the parts of a date.
        if (/^[\d-]{10}$/.test(part))
          return (
            <span key={`${index} ${part}`} class="sr-date">
              {part}
            </span>
          );
        if (bold !== undefined) return <strong key={part}>{bold}</strong>;
        if (name === undefined) return part;
        const href = Object.hasOwn(links, key) ? links[key] : undefined;
        return href === undefined ? <strong key={part}>{name}</strong> : <OutLink key={part} name={name} href={href} />;
      })}
    </>
  );
}

/** Opens in a new tab, because the page with the request must stay open. */
function OutLink({ name, href }: { name: string; href: string }) {
  return (
    <a class="sr-link" href={href} target="_blank" rel="noopener noreferrer" title={t('link_opens', href)}>
      {`${name}\u00a0`}
      <Icon name="external" small />
    </a>
  );
}
