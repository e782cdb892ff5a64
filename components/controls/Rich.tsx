/** A text of the locale file with `**bold**` parts; everything is a text node. */
export function Rich({ text }: { text: string }) {
  const parts = text.split('**');
  return <>{parts.map((part, index) => (index % 2 ? <strong key={part}>{part}</strong> : part))}</>;
}
