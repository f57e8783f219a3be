/** The fifty scenarios of domain.md 8 that nothing here plays, and why. */
export const outOfScope: Readonly<Record<number, string>> = {
  1: 'The program sees no notes of a record: a note that is visible before its block is the record system’s.',
  21: 'The program never merges two numbers of a person, so there is nothing that could link them.',
  38: 'Telling a seal from a spärr is the page’s; the program has no spärr.',
  39: 'A copy of a record is not direct access.',
  43: 'Extracts of the access log come with the audit queries.',
  44: 'Reads are found in the access log, which comes with the audit queries.',
  45: 'There is one policy in force; that a later one leaves the past alone is played in test/domain/access.',
  49: 'What is shown on a shared phone is outside the program.',
  50: 'The directory has no successor of a unit; the reorganisation report comes with the register’s history.',
};

/** Scenarios that are played as far as the program goes today, and what of them is left. */
export const playedInPart: Readonly<Record<number, string>> = {
  3: 'The report on mismatches comes with the timers.',
  4: 'The report on mismatches comes with the timers.',
  11: 'The event that closes the extension comes with the timers; access ends without it.',
  18: 'That the register changes later is noticed with its history.',
  19: 'The task for a seal by hand comes with the register’s history.',
  22: 'The discrepancy is a report of the register’s history; both readings are kept.',
  23: 'The reminder on the birthday comes with the timers.',
  26: 'The program knows no other region’s lock: the assessor is asked.',
  28: 'Reminders and escalations are sent with the timers; their times are in the view.',
  40: 'The case is closed by hand; closing by itself comes with the register’s history.',
  41: 'The reserve number’s case is outside the program.',
  47: 'The gap as a period comes with the timeline; it is asked for by day.',
};
