//! Which software a host runs, told by its name.

use super::address::Address;

/// The software of a forge; it decides how addresses look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForgeKind {
    GitHub,
    GitLab,
    /// Gitea and Forgejo, Codeberg among them.
    Gitea,
    Bitbucket,
    Gerrit,
}

impl ForgeKind {
    /// Public hosts by their name, private ones by the word in it: `gitlab.example.org`.
    pub(crate) fn of(address: &Address) -> Option<Self> {
        let host = address.host.as_str();
        let named =
            |word: &str| host.split('.').any(|label| label == word || label.split('-').any(|part| part == word));
        let kind = if host.ends_with("googlesource.com") || named("gerrit") || named("review") {
            Self::Gerrit
        } else if named("github") {
            Self::GitHub
        } else if named("gitlab") {
            Self::GitLab
        } else if named("bitbucket") {
            Self::Bitbucket
        } else if ["codeberg", "gitea", "forgejo"].into_iter().any(named) || host == "git.disroot.org" {
            Self::Gitea
        } else {
            return Self::by_path(address);
        };
        Some(kind)
    }

    /// A browsed page can tell by its path what the host's name does not.
    fn by_path(address: &Address) -> Option<Self> {
        let parts: Vec<&str> = address.parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            _ if !address.web => None,
            ["c", .., "+", _] => Some(Self::Gerrit),
            [_, _, rest @ ..] if rest.contains(&"-") => Some(Self::GitLab),
            [_, _, "pulls", _] | [_, _, "src", "commit" | "branch" | "tag", ..] => Some(Self::Gitea),
            _ => None,
        }
    }

    /// The project's path within the host, out of the address of the repository or of a page in it.
    pub(crate) fn project(self, address: &Address) -> Option<String> {
        let parts: Vec<&str> = address.parts.iter().map(String::as_str).collect();
        let project: Vec<&str> = match self {
            Self::GitLab => parts.iter().copied().take_while(|part| *part != "-").collect(),
            Self::Gerrit => gerrit_project(&parts),
            Self::GitHub | Self::Gitea | Self::Bitbucket => parts.iter().copied().take(2).collect(),
        };
        let enough = if self == Self::Gerrit { 1 } else { 2 };
        if project.len() < enough {
            return None;
        }
        let joined = project.join("/");
        let name = joined.strip_suffix(".git").unwrap_or(&joined);
        (!name.is_empty() && !name.ends_with('/')).then(|| name.to_owned())
    }
}

/// `c/group/project/+/12` on the web, `a/group/project` when cloned with a password.
fn gerrit_project<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    let rest = match parts {
        ["c" | "a", rest @ ..] => rest,
        rest => rest,
    };
    rest.iter().copied().take_while(|part| *part != "+").collect()
}
