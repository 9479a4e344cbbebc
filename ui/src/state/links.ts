/** What a click in rendered text means; the words are those of the render crate's `data-link`. */
export type Link =
  | { to: 'record'; handle: string; at: string | null }
  | { to: 'commit'; commit: string }
  | { to: 'attachment'; path: string }
  | { to: 'anchor'; id: string }
  | { to: 'outside'; url: string };

/** Reads the two attributes of a link. Nothing else on the element is trusted. */
export function readLink(link: string | null, href: string | null): Link | null {
  if (link === null) return null;
  const [kind = '', rest = ''] = cut(link, ':');
  switch (kind) {
    case 'record':
      return rest ? { to: 'record', handle: rest, at: anchorOf(href) } : null;
    case 'commit':
      return rest ? { to: 'commit', commit: rest } : null;
    case 'attachment':
      return rest ? { to: 'attachment', path: rest } : null;
    case 'anchor':
      return rest ? { to: 'anchor', id: rest } : null;
    case 'external':
      return href && address(href) ? { to: 'outside', url: href } : null;
    default:
      return null;
  }
}

function cut(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function anchorOf(href: string | null): string | null {
  const at = href?.split('?at=')[1];
  if (!at) return null;
  try {
    return decodeURIComponent(at);
  } catch {
    return null;
  }
}

/** An address in pieces, so that a dialog can put the weight on the part that says where it leads. */
export interface Address {
  url: string;
  before: string;
  /** The host, or for mail the address. */
  host: string;
  after: string;
  /** The host uses letters that can pass for others; `host` shows its plain form. */
  disguised: boolean;
  /** Sent in the clear. */
  plain: boolean;
  mail: boolean;
}

/** Nothing for what may not be followed: only https, http and mail are. */
export function address(text: string): Address | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username || url.password) return null;
  if (url.protocol === 'mailto:') {
    return {
      url: url.href,
      before: 'mailto:',
      host: url.pathname,
      after: url.search,
      disguised: false,
      plain: false,
      mail: true,
    };
  }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || !url.hostname) return null;
  return {
    url: url.href,
    before: `${url.protocol}//`,
    host: url.hostname,
    after: (url.port && `:${url.port}`) + url.pathname + url.search + url.hash,
    disguised: url.hostname.split('.').some((label) => label.startsWith('xn--')),
    plain: url.protocol === 'http:',
    mail: false,
  };
}
