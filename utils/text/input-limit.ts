/** Limits that more than one place has to keep. */

/** Of a text that a user pastes or chooses as a file (link, error, report, profile), in UTF-16 code units: no more of it is read. */
export const MAX_PASTED_LENGTH = 200_000;
