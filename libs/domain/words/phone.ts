/** As JSON Schema writes it. */
export const phonePattern = '^(?=.*[0-9])[0-9 +()-]{3,30}$';

/** 3-30 of digits, space, `+ - ( )`, with a digit among them; otherwise null. Given back as written. */
export const parsePhone = (text: string): string | null => (phone.test(text) ? text : null);

const phone = new RegExp(phonePattern);
