import type { SectionId } from '../dialect/sections.ts';

/**
 * One change to a configuration file: the functions in `edit-settings.ts` and `edit-sections.ts` say what
 * each does.
 */
export type Edit =
  | {
      readonly kind: 'set';
      readonly section: SectionId;
      readonly key: string;
      readonly value: string;
      /** Where a new setting goes; default: `last`. */
      readonly place?: 'first' | 'last';
    }
  | { readonly kind: 'unset'; readonly section: SectionId; readonly key: string }
  | {
      readonly kind: 'rename-setting';
      readonly section: SectionId;
      readonly key: string;
      readonly newKey: string;
    }
  | { readonly kind: 'add-section'; readonly section: SectionId }
  | { readonly kind: 'remove-section'; readonly section: SectionId }
  | { readonly kind: 'rename-section'; readonly section: SectionId; readonly newName: string };
