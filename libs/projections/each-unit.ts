/** The columns of the rows once for their unit and once for all units, whose name is ''. */
export const eachUnitAndAll = (columns: string, from: string): string =>
  `(SELECT unit, ${columns} FROM ${from} UNION ALL SELECT '' AS unit, ${columns} FROM ${from})`;
