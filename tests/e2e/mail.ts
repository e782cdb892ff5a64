/** The mail of an admin's inbox that the tests of the workbench open, in Chromium and Firefox. */
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { registration } from '../simulators/hubspot/apps';

/** What Clay asks for later, and not in the mail. */
export const addedLater = 'crm.objects.deals.write';

/** A mail with ten requests; the third one is Clay's, without the scope that it asks for later. */
export function mailOf(): string {
  const links = Array.from({ length: 9 }, (_, at) =>
    authorizeUrl('northwind', { portalId: 4_521_870 + at, redirectUri: `https://app${at}.northwind.example/callback` }),
  );
  links.splice(2, 0, authorizeUrl('clay', { optional: registration.clay.optional.filter((id) => id !== addedLater) }));
  return `Hi Ada,\n\nthese apps want access:\n\n${links.map((url, at) => `${at + 1}. ${url}`).join('\n\n')}\n\nThanks, Bo`;
}
