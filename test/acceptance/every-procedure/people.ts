/** Patients of the demo data; the ages are those of 2026-11-23. */
export const infant = { child: '202603012382', guardians: ['199503012388', '199503012396'] } as const;
export const newborn = { child: '202611052396', guardians: ['199503012388', '199503012396'] } as const;
/** Aged 2; one guardian works in Partille. */
export const ofStaff = { child: '202401012394', guardians: ['199203012381', '199203012399'] } as const;
/** Aged 4. */
export const littleSibling = { child: '202206142396', guardians: ['198903012386', '198903012394'] } as const;
/** Aged 7, with one guardian. */
export const oneGuardian = { child: '201904152384', guardians: ['199203012399'] } as const;
/** Aged 8. */
export const eight = { child: '201801022383', guardians: ['198603012389', '198603012397'] } as const;
/** Aged 9. */
export const nine = { child: '201701012393', guardians: ['198903012386', '198903012394'] } as const;
/** Aged 11, with a secrecy marking in the register. */
export const protectedChild = { child: '201501022386', guardians: ['198403012381', '198403012399'] } as const;
/** Aged 12, 13 on 2027-01-03; the first guardian is protected, the child is not. */
export const protectedGuardian = { child: '201401032394', guardians: ['198103012384', '198103012392'] } as const;
/** 13 since 2026-11-22. */
export const justThirteen = { child: '201311222382', guardians: ['197803012389', '197803012397'] } as const;
/** 13 since 2026-11-21. */
export const twinOne = { child: '201311212383', guardians: ['197803012389', '197803012397'] } as const;
export const twinTwo = { child: '201311212391', guardians: ['197803012389', '197803012397'] } as const;
/** 13 since 2026-11-20. */
export const thirteen = { child: '201311202392', guardians: ['197803012389', '197803012397'] } as const;
/** Aged 14, born on 29 February. */
export const leapDay = { child: '201202292387', guardians: ['198403012381', '198403012399'] } as const;
/** Aged 14. */
export const fourteen = { child: '201201012398', guardians: ['198403012381', '198403012399'] } as const;
/** Aged 15. */
export const fifteen = { child: '201110012380', guardians: ['198603012389', '198603012397'] } as const;
/** 16 on 2026-11-22. */
export const justSixteen = { child: '201011222385', guardians: ['198603012389', '198603012397'] } as const;
/** 16 since 2026-11-21. */
export const sixteenToo = { child: '201011212386', guardians: ['199203012381', '199203012399'] } as const;
/** 16 since 2026-11-20. */
export const sixteen = { child: '201011202395', guardians: ['199203012381', '199203012399'] } as const;
/** Aged 17. */
export const seventeen = { child: '200910012384', guardians: ['199503012388', '199503012396'] } as const;
/** 18 since 2026-11-22. */
export const justEighteen = { child: '200811222397', guardians: ['199503012388', '199503012396'] } as const;
/** 18 since 2026-11-21. */
export const eighteen = { child: '200811212380', guardians: ['199503012388', '199503012396'] } as const;
/** An adult, born on 29 February. */
export const adult = { child: '200802292391', guardians: ['199503012388', '199503012396'] } as const;
export const deceased = { child: '201609052392', guardians: ['198403012381', '198403012399'] } as const;
