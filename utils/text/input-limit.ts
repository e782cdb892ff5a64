/** The limit for texts that a user pastes or opens. */

/**
 * Length in UTF-16 code units up to which a link, an error, a report or a profile is read. The rest
 * is ignored.
 */
export const MAX_PASTED_LENGTH = 200_000;
