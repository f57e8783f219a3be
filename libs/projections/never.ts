/** Sorts after every instant. */
export const never = '~';
