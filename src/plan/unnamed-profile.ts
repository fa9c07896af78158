/**
 * Stands for the profile's name in a plan that has none: a role given by hand on the keys of the environment. No profile
 * can be called so, since names hold no blanks.
 */
export const unnamedProfile = 'the environment';
