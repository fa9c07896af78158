import type { ProfileGraph } from '../../config/graph.ts';
import { chainProfile, noOverrides, roleSetting } from '../../plan/model/chain-profile.ts';
import { holdsKey, ownKeys } from './own-keys.ts';

/** Whose MFA session the keys in a profile are; `unclear` where several keys may be the ones it was made from. */
export type OldSession = { readonly base: string } | 'unclear';

/**
 * Session keys that another tool has written into a profile after it asked for a code, and that it would write again:
 * scripts call the profile `mfa`; aws-mfa writes `prod` from `prod-long-term`; the other program called awsmfa,
 * `default` from `identity`. Keys of any other origin, such as a SAML tool's, are nobody's business here: undefined.
 *
 * @param named the profile that the person says it was made from
 */
export function oldSession(
  graph: ProfileGraph,
  profile: string,
  named: string | undefined,
): OldSession | undefined {
  const found = graph.profile(profile);
  if (found === undefined || roleSetting(chainProfile(found, noOverrides)) !== undefined)
    return undefined;
  const keys = ownKeys(graph, profile);
  if (keys.length === 0 || keys.some(({ lasts }) => lasts === 'long')) return undefined;
  if (named !== undefined) return { base: named };
  const bases = graph.names().filter((name) => holdsKey(graph, name));
  const base = siblings(profile).find((name) => bases.includes(name));
  if (base !== undefined) return { base };
  if (!/mfa/i.test(profile)) return undefined;
  const [only, ...others] = bases;
  return only === undefined || others.length > 0 ? 'unclear' : { base: only };
}

function siblings(profile: string): readonly string[] {
  const longTerm = [`${profile}-long-term`, `${profile}-longterm`];
  const withoutMfa = profile.replace(/[-_.]?mfa$/i, '');
  const shorter = withoutMfa === '' || withoutMfa === profile ? [] : [withoutMfa];
  return [...longTerm, ...shorter, ...(profile === 'default' ? ['identity'] : [])];
}
