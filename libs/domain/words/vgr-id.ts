/** As JSON Schema writes it. */
export const vgrIdPattern = '^[A-Za-z0-9]{3,20}$';

/** A user name of VGR: 3-20 letters and digits in any case, given back in lower case; otherwise null. */
export const parseVgrId = (text: string): string | null => (vgrId.test(text) ? text.toLowerCase() : null);

const vgrId = new RegExp(vgrIdPattern);
